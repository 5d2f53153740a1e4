import { Injectable } from '@nestjs/common';
import { CasesService, hasReached, isOnRoad, type PersonInCase, type ResettlementCase } from '../cases/index.js';
import { Clock, stockholmDateOf, type PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { PolicyService } from '../policy/index.js';
import { standingOfIndication } from './domain/indication.js';
import { causesDue, type DueCause } from './domain/rescreening-due.js';
import { requireIndication } from './indications.js';
import { WalledPapers } from './walled-papers.js';
import { WalledRecords } from './walled-records.js';

/** Somebody who should be screened anew, and why. */
export interface RescreeningDue {
  readonly person: PersonInCase;
  readonly diaryNumber: string;
  readonly clearedUntil: PlainDate;
  readonly departsOn: PlainDate | null;
  readonly causes: readonly DueCause[];
}

interface Tip {
  readonly caseId: string;
  readonly personId: string | null;
  readonly on: PlainDate;
}

/** Who of those cleared and not yet departed should be screened anew. Behind the wall: whoever is on the list has a clearance. */
@Injectable()
export class RescreeningsDue {
  constructor(
    private readonly cases: CasesService,
    private readonly walled: WalledRecords,
    private readonly papers: WalledPapers,
    private readonly policy: PolicyService,
    private readonly clock: Clock,
  ) {}

  /** Those who travel first come first, then those whose clearance lapses first. `journeysOf` tells of the journeys that are booked. */
  async due(
    tx: Tx,
    journeysOf: (personIds: readonly string[]) => Promise<Map<string, { departsOn: PlainDate }>>,
  ): Promise<RescreeningDue[]> {
    const today = this.clock.today();
    const referred = new Map((await this.walled.everybody(tx)).map(({ person }) => [person.id, person]));
    const cases = new Map(
      (await this.cases.getMany(tx, [...new Set([...referred.values()].map(({ caseId }) => caseId))])).map(
        (theCase) => [theCase.id, theCase] as const,
      ),
    );
    const screened = await this.walled.screened(
      tx,
      [...cases.values()].flatMap(({ persons }) => persons),
    );
    const referredOn = new Map([...screened].map(([id, { referral }]) => [id, referral?.referredOn ?? null]));
    const journeys = await journeysOf([...referred.keys()]);
    const tips = await this.tips(tx);
    const { years, onTriggerFromYears } = (await this.policy.ruleOn(tx, 'exclusion-assessment-age', today)).value;
    const found = [...screened.values()].flatMap(({ person, standing }): RescreeningDue[] => {
      if (!standing.clearance || !isOnRoad(person.status) || hasReached(person.status, 'departed')) return [];
      const theCase = cases.get(person.caseId)!;
      const departsOn = journeys.get(person.id)?.departsOn ?? null;
      const causes = causesDue(
        {
          ...{ standing, departsOn, identityVersion: person.identityVersion, birthDate: person.birthDate },
          companionOn: latest(
            othersOf(theCase, person).map(({ id, statusSince }) => referredOn.get(id) ?? statusSince),
          ),
          tipOn: latest(tips.filter((tip) => isAbout(tip, person)).map(({ on }) => on)),
        },
        today,
        [onTriggerFromYears, years],
      );
      const { diaryNumber } = theCase;
      return causes.length > 0
        ? [{ person, diaryNumber, clearedUntil: standing.clearance.validUntil, departsOn, causes }]
        : [];
    });
    return found.sort(
      (a, b) =>
        compared(a.departsOn ?? LAST, b.departsOn ?? LAST) ||
        compared(a.clearedUntil, b.clearedUntil) ||
        compared(a.person.id, b.person.id),
    );
  }

  /** The indications that are tied to a case and not concluded, with the day on which they were. */
  private async tips(tx: Tx): Promise<Tip[]> {
    return (await this.papers.threads(tx)).flatMap((thread): Tip[] => {
      if (thread[0].content.kind !== 'received') return [];
      const papers = requireIndication(thread);
      const { caseId, personId, concludedOn } = standingOfIndication(papers);
      if (caseId === null || concludedOn !== null) return [];
      const identified = papers.findLast((paper) => paper.kind === 'identified');
      return [{ caseId, personId, on: identified?.identifiedOn ?? stockholmDateOf(thread[0].recordedAt) }];
    });
  }
}

const LAST = '9999-12-31';
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const latest = (days: readonly PlainDate[]): PlainDate | null => days.toSorted(compared).at(-1) ?? null;
const othersOf = ({ persons }: ResettlementCase, { id }: PersonInCase): PersonInCase[] =>
  persons.filter((one) => one.id !== id && one.active && isOnRoad(one.status));
const isAbout = (tip: Tip, { id, caseId }: PersonInCase): boolean =>
  tip.personId === null ? tip.caseId === caseId : tip.personId === id;
