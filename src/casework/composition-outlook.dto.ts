import { ApiProperty } from '@nestjs/swagger';
import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import {
  COMPOSITION_WARNINGS,
  isSmall,
  ShareBody,
  TARGET_STANDINGS,
  type CompositionWarningCode,
  type Share,
  type TargetStanding,
} from '../quotas/index.js';
import type { MissionAhead, PeriodComposition, StillOpen, TargetOutlook } from './composition-outlook.js';

const FEWEST = -1_000_000;
const ShareOfPersons = (description: string, example: number): PropertyDecorator =>
  ApiProperty({ description, type: Number, nullable: true, example });

export class CompositionWarningResponse {
  @ChoiceField({ about: 'Stable code.', of: COMPOSITION_WARNINGS }) code: CompositionWarningCode;
  @TextField({ about: 'In words.', max: 1000 }) detail: string;
}

export class TargetOutlookResponse {
  @TextField({ about: 'The target.', example: 'Women, girls and other vulnerable groups' }) name: string;
  @ObjectField(() => ShareBody, { about: 'At least this share.', nullable: true }) minShare: Share | null;
  @ObjectField(() => ShareBody, { about: 'At most this share.', nullable: true }) maxShare: Share | null;
  @ChoiceField({ about: 'As it stands.', of: TARGET_STANDINGS }) standing: TargetStanding;
  @FlagField({ about: 'The places left can still bring it about.', example: true }) reachable: boolean;
  @FlagField({ about: 'Fewer than six persons on one side: the numbers are not told.', example: false })
  hidden: boolean;
  @CountField({ about: 'Persons who hold a place.', example: 300 }) persons: number;
  @CountField({ about: 'Of these, who count; null when hidden.', nullable: true, example: 160 }) counted: number | null;
  @ShareOfPersons('Their share so far.', 0.5333) share: number | null;
  @CountField({ about: 'Places left.', min: FEWEST, example: 600 }) remaining: number;
  @CountField({ about: 'Of these, so many must go to persons who count.', nullable: true, example: 440 })
  needed: number | null;
  @ShareOfPersons('As a share of the places left.', 0.7333) shareNeeded: number | null;
  @CountField({ about: 'Persons who still wait for a decision.', example: 700 }) waiting: number;
  @CountField({ about: 'Of these, who count; null when hidden.', nullable: true, example: 500 })
  waitingCounted: number | null;
  @ShareOfPersons('The share when the places left go to those who wait, as they are.', 0.66) shareExpected:
    number | null;
  @ObjectsField(() => CompositionWarningResponse, { about: 'What threatens the target.' })
  warnings: CompositionWarningResponse[];
}

export class MissionAheadResponse implements MissionAhead {
  @IdField({ about: 'The mission.' }) missionId: string;
  @TextField({ about: 'Where.', example: 'Nakivale' }) place: string;
  @TextField({ about: 'Country.', example: 'UG' }) countryCode: string;
  @DateField({ about: 'First day.' }) startsOn: string;
  @DateField({ about: 'Last day.' }) endsOn: string;
  @CountField({ about: 'Persons of the period on it who still wait for a decision.', example: 120 }) persons: number;
}

export class StillOpenResponse implements StillOpen {
  @ObjectsField(() => MissionAheadResponse, {
    about: 'Missions that are not over; null for who may not read missions.',
    nullable: true,
  })
  missions: MissionAheadResponse[] | null;
  @CountField({ about: 'Persons on these missions.', example: 120 }) onMissions: number;
  @CountField({ about: 'Persons to be examined on dossier.', example: 300 }) onDossier: number;
  @CountField({ about: 'Persons for a mission, and on none that is ahead.', example: 80 }) withoutMission: number;
  @CountField({ about: 'Persons whose route is not chosen.', example: 200 }) routeNotChosen: number;
  @CountField({ about: 'All who still wait for a decision.', example: 700 }) persons: number;
}

export class PeriodCompositionResponse {
  @IdField({ about: 'The period.' }) periodId: string;
  @TextField({ about: 'Its name.', example: 'National quota 2025' }) periodName: string;
  @DateField({ about: 'As it stands on this day.' }) on: string;
  @ObjectsField(() => TargetOutlookResponse, { about: 'The targets in force, by name.', maxItems: 1000 })
  targets: TargetOutlookResponse[];
  @ObjectField(() => StillOpenResponse, { about: 'What can still change the composition.' })
  stillOpen: StillOpenResponse;
}

const toTargetOutlookResponse = (outlook: TargetOutlook): TargetOutlookResponse => {
  const { target, composition, waiting, reachable, warnings } = outlook;
  const { counted, total, remaining, share, standing, needed } = composition;
  const small = isSmall(composition);
  const smallWaiting = isSmall(waiting);
  return {
    ...{ name: target.name, minShare: target.minShare, maxShare: target.maxShare, standing, reachable },
    hidden: small || smallWaiting,
    persons: total,
    counted: small ? null : counted,
    share: small ? null : share,
    remaining,
    // What is needed would tell what is counted.
    needed: small ? null : needed,
    shareNeeded: small ? null : outlook.shareNeeded,
    waiting: waiting.total,
    waitingCounted: smallWaiting ? null : waiting.counted,
    shareExpected: small || smallWaiting ? null : outlook.shareExpected,
    warnings: warnings.map(({ code, detail }) => ({ code, detail })),
  };
};

export const toPeriodCompositionResponse = ({
  periodId,
  periodName,
  on,
  targets,
  stillOpen,
}: PeriodComposition): PeriodCompositionResponse => ({
  ...{ periodId, periodName, on },
  targets: targets.map(toTargetOutlookResponse),
  stillOpen: { ...stillOpen, missions: stillOpen.missions?.map((one) => ({ ...one })) ?? null },
});
