import { Button } from '@midas-ds/components';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReadLater } from '../../api/queries';
import { country, word } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { PersonName } from '../../parts/person-name';
import { ProblemView } from '../../parts/problem-view';
import { Waiting } from '../../parts/waiting';

interface Props {
  caseId: string;
  close: () => void;
  step: (by: 1 | -1) => () => void;
}

/** A case beside the list: who it is, where it stands and what comes next. */
export function Peek({ caseId, close, step }: Props) {
  const { t } = useTranslation();
  const { data, error } = useReadLater('getCase', { path: { caseId } });
  const { data: next } = useReadLater('getNextActions', { path: { caseId } });
  if (error) return <ProblemView error={error} />;
  if (!data) return <Waiting />;
  const { diaryNumber, status, priority, countryOfAsylum, officerName, persons } = data.data;
  return (
    <aside className="peek stack" aria-label={t('cases.peek')}>
      <div className="peek-head">
        <h2>
          <Link to="/cases/$caseId" params={{ caseId }}>
            {diaryNumber}
          </Link>
        </h2>
        <Button variant="secondary" size="medium" onPress={step(-1)}>
          {t('cases.previous')}
        </Button>
        <Button variant="secondary" size="medium" onPress={step(1)}>
          {t('cases.next')}
        </Button>
        <Button variant="tertiary" size="medium" onPress={close}>
          {t('cases.close')}
        </Button>
      </div>
      <p>
        <Chip group="caseStatus" code={status} /> <Chip group="priority" code={priority} /> {country(countryOfAsylum)}
      </p>
      <p>{t('case.officer', { name: officerName ?? t('cases.nobody') })}</p>
      <ul>
        {persons.map((person) => (
          <li key={person.id}>
            <PersonName person={person} /> <Chip group="status" code={person.status} />
          </li>
        ))}
      </ul>
      {next?.data.primary && <p>{t('case.next', { verb: word('verb', next.data.primary.verb) })}</p>}
    </aside>
  );
}
