import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { instant } from '../../i18n/format';
import { Panel } from '../../parts/panel';
import { RrfChanges } from '../case/rrf-changes';

/** What happened in the case after the proposal was made, and what a newer RRF says otherwise: the proposal did not weigh it. */
export function SinceThen({ caseId, since }: { caseId: string; since: string }) {
  const { t } = useTranslation();
  const path = { caseId };
  const { items } = useRead('getTimeline', { path, query: { limit: 200 } }).data;
  const { items: versions } = useRead('listRrfVersions', { path }).data;
  const later = items.filter(({ recordedAt, action }) => recordedAt > since && action !== 'person.propose');
  const weighed = versions.filter(({ receivedAt }) => receivedAt <= since).at(-1);
  const newest = versions.at(-1);
  return (
    <Panel title={t('review.since', { when: instant(since) })}>
      {later.length === 0 && <p>{t('review.nothingSince')}</p>}
      <ul>
        {later.map(({ recordedAt, by, text }, index) => (
          // The story only grows at its end.
          <li key={index}>
            <time dateTime={recordedAt}>{instant(recordedAt)}</time> · <bdi>{by}</bdi>: <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
      {weighed && newest && newest.rrfVersion > weighed.rrfVersion && (
        <RrfChanges caseId={caseId} from={weighed.rrfVersion} to={newest.rrfVersion} />
      )}
    </Panel>
  );
}
