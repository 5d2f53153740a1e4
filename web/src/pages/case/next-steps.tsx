import { useTranslation } from 'react-i18next';
import { ACTS, actOf } from '../../act/acts';
import type { AnswerOf } from '../../api/client';
import { word } from '../../i18n/format';
import { useMay } from '../../shell/session';

interface Props {
  theCase: AnswerOf<'getCase'>;
  next: AnswerOf<'getNextActions'>;
  begin: (verb: string, personIds?: readonly string[]) => void;
}

type Next = AnswerOf<'getNextActions'>;

/** For whom each verb is possible now. */
function possible({ theCase, persons }: Next): Map<string, string[]> {
  const found = new Map<string, string[]>(theCase.available.map((verb) => [verb, []]));
  for (const { personId, available } of persons)
    for (const verb of available) found.set(verb, [...(found.get(verb) ?? []), personId]);
  return found;
}

/** What stands against each verb, in words with their source, and the numbers of the persons whom it concerns. */
function standingAgainst({ theCase, persons }: Next): Map<string, Map<string, number[]>> {
  const found = new Map<string, Map<string, number[]>>();
  const all = [
    ...theCase.blocked.map((one) => ({ ...one, numbers: [] as number[] })),
    ...persons.flatMap(({ number, blocked }) => blocked.map((one) => ({ ...one, numbers: [number] }))),
  ];
  for (const { verb, unmet, numbers } of all) {
    const conditions = found.get(verb) ?? new Map<string, number[]>();
    for (const { detail, source } of unmet) {
      const condition = `${detail} (${source})`;
      conditions.set(condition, [...(conditions.get(condition) ?? []), ...numbers]);
    }
    found.set(verb, conditions);
  }
  return found;
}

/** Every act: what can be done now, what stands against the rest in words, and what is noted at any time. */
export function NextSteps({ theCase, next, begin }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const offered = [...possible(next)].filter(([verb]) => actOf(verb));
  const blocked = standingAgainst(next);
  const told = new Set([...offered.map(([verb]) => verb), ...blocked.keys()]);
  // What next-actions does not speak of is noted whenever there is something to note; the server judges it.
  const others = ACTS.filter(({ verb, permission }) => !told.has(verb) && !LIFECYCLE.has(verb) && may(permission));
  return (
    <section className="panel stack" aria-label={t('case.steps')}>
      <h2>{t('case.steps')}</h2>
      <div className="act-buttons">
        {offered.map(([verb, personIds]) => (
          <button key={verb} type="button" className="quiet" onClick={() => begin(verb, personIds)}>
            {word('verb', verb)}
          </button>
        ))}
      </div>
      {others.length > 0 && <h3>{t('case.notes')}</h3>}
      <div className="act-buttons">
        {others.map(({ verb }) => (
          <button
            key={verb}
            type="button"
            className="quiet"
            onClick={() =>
              begin(
                verb,
                theCase.persons.filter(({ active }) => active).map(({ id }) => id),
              )
            }
          >
            {word('verb', verb)}
          </button>
        ))}
      </div>
      {blocked.size > 0 && <h3>{t('case.blocked')}</h3>}
      {[...blocked].map(([verb, conditions]) => (
        <details key={verb}>
          <summary>{word('verb', verb)}</summary>
          <ul>
            {[...conditions].map(([condition, numbers]) => (
              <li key={condition}>
                {numbers.length > 0 && <>{t('case.person', { number: numbers.join(', ') })}: </>}
                {condition}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

/** The verbs of which next-actions tells whenever they are possible: not offered where it is silent. */
const LIFECYCLE: ReadonlySet<string> = new Set([
  ...[
    'refer',
    'record_statement',
    'examine',
    'defer',
    'resume',
    'grant',
    'refuse',
    'exclude',
    'decide_security_case',
    'uphold',
    'rescreen',
    'remind',
    'hasten',
  ],
  ...[
    'assign',
    'unassign',
    'make_ready',
    'unready',
    'book',
    'postpone',
    'depart',
    'turn_back',
    'arrive',
    'reverse_arrival',
  ],
  ...['receive', 'reverse_reception', 'discontinue', 'withdraw_permit', 'withdraw', 'record_death', 'lose_contact'],
  ...['resettle_elsewhere', 'reopen', 'resubmit', 'update_rrf'],
]);
