import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../act/act-form';
import type { Option } from '../../act/options';
import type { AnswerOf } from '../../api/client';
import { useRead, useReadLater } from '../../api/queries';
import { country, word } from '../../i18n/format';
import { QuickEntry } from './quick-entry';

type Cases = AnswerOf<'listMissionCases'>['items'];

/** The verbs of a mission that have a form made of the document, and what each is called on the page. */
const FORMS = {
  add_cases: { operation: 'addCasesToMission', words: 'add_cases' },
  remove_cases: { operation: 'removeCasesFromMission', words: 'remove_cases' },
  shift: { operation: 'shiftMission', words: 'shift_mission' },
  cancel: { operation: 'cancelMission', words: 'cancel_mission' },
  close: { operation: 'closeMission', words: 'close_mission' },
} as const;
type Verb = keyof typeof FORMS;
const isForm = (verb: string): verb is Verb => Object.hasOwn(FORMS, verb);
const nameOf = (verb: string): string => word('verb', isForm(verb) ? FORMS[verb].words : verb);

interface Props {
  missionId: string;
  cases: Cases;
  etag: string | null;
  start: { startsOn: string };
}

/** What can be done with the mission now, and what stands against the rest in words. */
export function MissionSteps({ missionId, cases, etag, start }: Props) {
  const { t } = useTranslation();
  const path = { missionId };
  const { available, blocked } = useRead('getMissionActions', { path }).data;
  const pool = useReadLater('listMissionPool', {}, available.includes('add_cases'));
  const [begun, setBegun] = useState<string | null>(null);
  const verb = begun !== null && available.includes(begun) ? begun : null;
  const caseIds: Record<string, readonly Option[]> = {
    add_cases: (pool.data?.data.items ?? []).map(({ id, diaryNumber, priority, countryOfAsylum, caseSize }) => ({
      value: id,
      name: t('missions.inPool', {
        diaryNumber,
        priority: word('priority', priority),
        country: country(countryOfAsylum),
        count: caseSize,
      }),
    })),
    remove_cases: cases
      .filter(({ persons }) => persons.every(({ interviewedOn }) => interviewedOn.length === 0))
      .map(({ id, diaryNumber }) => ({ value: id, name: diaryNumber })),
  };
  const choices = verb === null ? undefined : caseIds[verb];
  const options: Record<string, readonly Option[]> = choices ? { caseIds: choices } : {};
  return (
    <section className="panel stack" aria-label={t('case.steps')}>
      <h2>{t('case.steps')}</h2>
      <div className="act-buttons">
        {available.map((one) => (
          <button
            key={one}
            type="button"
            className="quiet"
            aria-expanded={one === verb}
            onClick={() => setBegun(one === verb ? null : one)}
          >
            {nameOf(one)}
          </button>
        ))}
      </div>
      {choices?.length === 0 && <p role="status">{t(`missions.empty.${verb}`)}</p>}
      {verb !== null && isForm(verb) && (
        <ActForm
          key={verb}
          operation={FORMS[verb].operation}
          verb={FORMS[verb].words}
          {...{ path, etag, options }}
          start={verb === 'shift' ? start : {}}
          close={() => setBegun(null)}
        />
      )}
      {verb === 'record_interviews' && <QuickEntry {...{ missionId, cases }} close={() => setBegun(null)} />}
      {blocked.length > 0 && <h3>{t('case.blocked')}</h3>}
      {blocked.map(({ verb: against, unmet }) => (
        <details key={against}>
          <summary>{nameOf(against)}</summary>
          <ul>
            {unmet.map(({ code, detail, source }) => (
              <li key={code}>
                {detail} <small>({source})</small>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
