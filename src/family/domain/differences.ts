import { called, type Decided, type FamilyCommand, type FamilyFacts } from './family.js';

const SOURCE = 'domain.md (a), Case: the declared case size equals the persons listed';

/** Leaves the case as it is although the newest RRF lists others: the difference is found to be without consequence, for a reason. */
export function decideDismissal(
  { difference }: Extract<FamilyCommand, { verb: 'dismiss_difference' }>,
  { family }: FamilyFacts,
): Decided {
  if (!difference)
    return {
      unmet: [
        {
          code: 'differenceNotOpen',
          detail: 'No such difference of this case waits: it is settled, or the newest RRF no longer tells it.',
          source: SOURCE,
        },
      ],
      effects: [],
      retold: [],
    };
  const { kind, personId, rrfVersion } = difference;
  const member = family.members.find(({ id }) => id === personId);
  return {
    unmet: [],
    retold: [],
    effects: [
      {
        code: kind === 'removed' ? 'staysInCase' : 'notAdded',
        area: 'case',
        kind: 'stays',
        detail:
          kind === 'removed'
            ? `${member ? called(member) : 'The person'} stays in the case, with all that they hold, though version ${rrfVersion} of the RRF lists them no longer.`
            : `The person whom version ${rrfVersion} of the RRF lists beside the case is not added.`,
        personId,
        source: SOURCE,
      },
      {
        code: 'toldAnew',
        area: 'case',
        kind: 'check',
        detail: 'A newer RRF that differs so once more is told anew.',
        personId: null,
        source: SOURCE,
      },
    ],
  };
}
