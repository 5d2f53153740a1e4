import { Button } from '@midas-ds/components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from '../../act/options';
import { save } from '../../api/client';
import { useReadLater } from '../../api/queries';
import { word } from '../../i18n/format';
import { ProblemView } from '../../parts/problem-view';
import { useMay } from '../../shell/session';

const PDF = 'application/pdf';
const LANGUAGES = ['sv', 'en'] as const;

interface Props {
  caseId: string;
  persons: readonly Option[];
}

/** What each signed decision says to its person, and the answers to UNHCR: to be printed; and as they would read before that. */
export function Letters({ caseId, persons }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: letters } = useReadLater('listCaseLetters', { path: { caseId } }, may('permit.read'));
  const { data: decisions } = useReadLater('listDecisions', { path: { caseId } }, may('permit.read'));
  const [error, setError] = useState<unknown>(null);
  if (!letters || !decisions) return null;
  const print = (saved: Promise<void>): void => {
    setError(null);
    saved.catch(setError);
  };
  const nameOf = (personId: string | null) => persons.find(({ value }) => value === personId)?.name ?? '';
  const open = decisions.data.proposals.filter(({ standing }) => standing === 'open');
  return (
    <details className="panel">
      <summary>
        <h2>{t('case.section.letters')}</h2>
      </summary>
      <div className="stack">
        {letters.data.items.length === 0 && <p>{t('case.nothingYet')}</p>}
        <ul>
          {letters.data.items.map(({ id, title, language, diaryNumber, writtenOn, personId }) => (
            <li key={id}>
              <Button
                variant="secondary"
                size="medium"
                onPress={() => print(save('getCaseLetter', { path: { caseId, letterId: id } }, PDF))}
              >
                {title} · {word('value.language', language)}
              </Button>{' '}
              {diaryNumber}, {writtenOn} <bdi dir="auto">{nameOf(personId)}</bdi>
            </li>
          ))}
        </ul>
        <h3>{t('letters.previews')}</h3>
        <ul>
          {open.flatMap(({ personId }) =>
            LANGUAGES.map((language) => (
              <li key={`${personId}-${language}`}>
                <Button
                  variant="secondary"
                  size="medium"
                  onPress={() =>
                    print(save('previewDecisionLetter', { path: { caseId }, query: { personId, language } }, PDF))
                  }
                >
                  {t('letters.preview', { name: nameOf(personId), language: word('value.language', language) })}
                </Button>
              </li>
            )),
          )}
          <li>
            <Button
              variant="secondary"
              size="medium"
              onPress={() => print(save('previewAnswer', { path: { caseId } }, PDF))}
            >
              {t('letters.previewAnswer')}
            </Button>
          </li>
        </ul>
        {error !== null && <ProblemView error={error as Error} />}
      </div>
    </details>
  );
}
