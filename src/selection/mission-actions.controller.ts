import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { may, Requires, type Permission } from '../access/index.js';
import { Clock, type Actor, type Unmet } from '../kernel/index.js';
import {
  AskedLanguage,
  CurrentActor,
  ObjectsField,
  Reads,
  saidIn,
  TextField,
  TextsField,
  UnitOfWork,
  UuidParam,
  type Language,
} from '../platform/index.js';
import { CONDITIONS_IN_SWEDISH } from '../reference/index.js';
import { standingAgainst } from './domain/mission-rules.js';
import { MissionsService } from './missions.service.js';
import { Interview } from './selection.entities.js';

export class MissionConditionResponse {
  @TextField({ about: 'Stable code.', example: 'missionNotBegun' }) code: string;
  @TextField({ about: 'What stands against it, in words.', max: 1000 }) detail: string;
  @TextField({ about: 'The practice behind it.' }) source: string;
}

export class BlockedMissionVerbResponse {
  @TextField({ about: 'The verb.', example: 'close' }) verb: string;
  @ObjectsField(() => MissionConditionResponse, { about: 'Everything that does not hold.' })
  unmet: MissionConditionResponse[];
}

export class MissionActionsResponse {
  @TextsField({ about: 'Verbs that you may use now.', example: ['add_cases', 'shift'] }) available: string[];
  @ObjectsField(() => BlockedMissionVerbResponse, { about: 'Your verbs that something stands against.' })
  blocked: BlockedMissionVerbResponse[];
}

const permissionFor = (verb: string): Permission =>
  verb === 'record_interviews' ? 'person.interview' : 'mission.plan';

@ApiTags('Selection')
@Controller('missions')
export class MissionActionsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly missions: MissionsService,
    private readonly clock: Clock,
  ) {}

  @Reads(':missionId/next-actions', {
    id: 'getMissionActions',
    logs: 'mission.read',
    summary: 'What you may do next with a mission, and what stands against the rest',
    description: 'Read from the rules by which the verbs themselves are judged.',
    returns: MissionActionsResponse,
  })
  @Requires('mission.read')
  next(
    @Param('missionId', UuidParam) missionId: string,
    @CurrentActor() actor: Actor,
    @AskedLanguage() language: Language,
  ): Promise<MissionActionsResponse> {
    return this.unitOfWork.read(async (tx) => {
      const mission = await this.missions.get(tx, missionId);
      const held = await tx.manager.countBy(Interview, { missionId });
      const verbs = Object.entries(standingAgainst(mission, held, this.clock.today())).filter(([verb]) =>
        may(actor, permissionFor(verb)),
      );
      const inWords = (one: Unmet) => ({ ...one, detail: saidIn(language, one, CONDITIONS_IN_SWEDISH) });
      return {
        available: verbs.filter(([, unmet]) => unmet.length === 0).map(([verb]) => verb),
        blocked: verbs
          .filter(([, unmet]) => unmet.length > 0)
          .map(([verb, unmet]) => ({ verb, unmet: unmet.map(inWords) })),
      };
    });
  }
}
