import { Button, TextArea, TextField } from '@midas-ds/components';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { useAct } from '../../api/queries';
import { word } from '../../i18n/format';
import { PersonName } from '../../parts/person-name';
import { ProblemView } from '../../parts/problem-view';
import { announce } from '../../shell/announce';

type Cases = AnswerOf<'listMissionCases'>['items'];
type Recorded = AnswerOf<'recordInterviewsOfMission'>['items'];

/** In which states somebody can be interviewed. */
const TO_INTERVIEW = ['under_examination', 'deferred'];

/** What stands on the paper of one person. */
interface Line {
  heldOn: string;
  interviewer: string;
  interpreterLanguage: string;
  childHeard: boolean;
  notes: string;
}
const EMPTY: Line = { heldOn: '', interviewer: '', interpreterLanguage: '', childHeard: false, notes: '' };

interface Props {
  missionId: string;
  cases: Cases;
  close: () => void;
}

/**
 * Interviews as they were written down without a network, a line a person: who held them, on which day and in which language is taken
 * from the line above. Only lines with notes are sent, and what became of each is told beside it.
 */
export function QuickEntry({ missionId, cases, close }: Props) {
  const { t } = useTranslation();
  const [lines, setLines] = useState<Readonly<Record<string, Partial<Line>>>>({});
  const [told, setTold] = useState<Readonly<Record<string, Recorded[number]>>>({});
  const record = useAct('recordInterviewsOfMission');
  const persons = cases.flatMap(({ id: caseId, diaryNumber, persons: of }) =>
    of.filter(({ status }) => TO_INTERVIEW.includes(status)).map((person) => ({ ...person, caseId, diaryNumber })),
  );
  // What is left empty is as in the line above.
  const filled = new Map<string, Line>();
  let above = EMPTY;
  for (const { id } of persons) {
    const own = lines[id] ?? {};
    const { heldOn, interviewer, interpreterLanguage } = { ...above, ...own };
    above = { ...EMPTY, ...own, heldOn, interviewer, interpreterLanguage };
    filled.set(id, above);
  }
  const written = persons.filter(({ id }) => filled.get(id)!.notes.trim() !== '');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const body = {
      lines: written.map(({ id: personId, caseId }) => {
        const { interpreterLanguage, childHeard, ...line } = filled.get(personId)!;
        return {
          ...{ caseId, personId, ...line },
          ...(interpreterLanguage === '' ? {} : { interpreterLanguage }),
          ...(childHeard ? { childHeard } : {}),
        };
      }),
    };
    record.mutate(
      { path: { missionId }, body },
      {
        onSuccess({ data: { items } }) {
          setTold(Object.fromEntries(items.map((one) => [written[one.line - 1]!.id, one])));
          const recorded = items.filter(({ interviewId }) => interviewId !== null);
          setLines(
            Object.fromEntries(
              Object.entries(lines).map(([id, line]) => [
                id,
                recorded.some((one) => written[one.line - 1]!.id === id) ? { ...line, notes: '' } : line,
              ]),
            ),
          );
          announce(t('missions.recorded', { count: recorded.length }));
        },
      },
    );
  };
  if (persons.length === 0) return <p role="status">{t('missions.nobodyToInterview')}</p>;
  return (
    <form id="quick-entry" className="panel stack" aria-label={word('verb', 'record_interviews')} onSubmit={send}>
      <h3>{word('verb', 'record_interviews')}</h3>
      <p>{t('missions.quickHow')}</p>
      {record.error && <ProblemView error={record.error} />}
      {persons.map((person) => (
        <EntryLine
          key={person.id}
          person={person}
          line={filled.get(person.id)!}
          told={told[person.id]}
          change={(part) => setLines({ ...lines, [person.id]: { ...lines[person.id], ...part } })}
        />
      ))}
      <div className="act-buttons">
        <Button type="submit" size="medium" isDisabled={record.isPending || written.length === 0}>
          {t('missions.record', { count: written.length })}
        </Button>
        <Button variant="secondary" size="medium" onPress={close}>
          {t('act.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface EntryProps {
  person: Cases[number]['persons'][number] & { diaryNumber: string };
  line: Line;
  told: Recorded[number] | undefined;
  change: (part: Partial<Line>) => void;
}

function EntryLine({ person, line, told, change }: EntryProps) {
  const { t } = useTranslation();
  const field = (name: 'heldOn' | 'interviewer' | 'interpreterLanguage', type = 'text') => (
    <TextField
      id={`${person.id}-${name}`}
      label={t(`field.${name}`)}
      type={type}
      value={line[name]}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <fieldset className="stack" data-person={person.id}>
      <legend>
        {person.diaryNumber} <PersonName person={person} />
      </legend>
      <div className="entry-line">
        {field('heldOn', 'date')}
        {field('interviewer')}
        {field('interpreterLanguage')}
        <label>
          <input
            type="checkbox"
            checked={line.childHeard}
            onChange={({ target }) => change({ childHeard: target.checked })}
          />{' '}
          {t('field.childHeard')}
        </label>
      </div>
      <TextArea
        id={`${person.id}-notes`}
        label={t('field.notes')}
        value={line.notes}
        onChange={(notes) => change({ notes })}
      />
      {told && (
        <p role="status" className={told.code === null ? undefined : 'field-error'}>
          {told.code === null
            ? t('missions.lineRecorded')
            : t(`missions.lineRefused.${told.code}`, { defaultValue: told.detail ?? told.code })}
        </p>
      )}
    </fieldset>
  );
}
