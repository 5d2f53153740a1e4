import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import { useRead } from '../../api/queries';
import { instant, word } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';

const route = getRouteApi('/duplicates/$suspicionId');
const MARKS: Readonly<Record<string, string>> = { same: 'green', close: 'orange', different: 'red' };

/** Two persons side by side, what speaks for one and for two, and the verdict with its reason. */
export function ComparisonPage() {
  const { t } = useTranslation();
  const path = route.useParams();
  const { data: pair, etag } = useRead('compareDuplicateSuspicion', { path });
  const values = (texts: readonly string[]) => <bdi dir="auto">{texts.join(', ') || t('case.none')}</bdi>;
  const headOf = ({ diaryNumber, number }: typeof pair.first): string =>
    t('duplicates.personOf', { diaryNumber, number });
  return (
    <Page title={t('duplicates.comparison')}>
      <p>
        <Chip group="strength" code={pair.strength} /> {t('duplicates.found', { when: instant(pair.foundAt) })}
      </p>
      <ul>
        {[pair.first, pair.second].map((side) => (
          <li key={side.personId}>
            <Link to="/cases/$caseId" params={{ caseId: side.caseId }}>
              {headOf(side)}
            </Link>{' '}
            <Chip group="status" code={side.status} />
          </li>
        ))}
      </ul>
      <ActsBar offers={[{ operation: 'judgeDuplicate', verb: 'judge_duplicate', path, etag }]} />
      <DataTable
        label={t('duplicates.comparison')}
        rows={pair.fields}
        keyOf={({ field }) => field}
        none={t('duplicates.none')}
        columns={[
          { title: t('rrf.field'), cell: ({ field }) => word('field', field) },
          { title: headOf(pair.first), cell: ({ first }) => values(first) },
          { title: headOf(pair.second), cell: ({ second }) => values(second) },
          {
            title: t('duplicates.mark'),
            cell: ({ mark }) => (
              <span className={`chip chip-${MARKS[mark] ?? 'plain'}`}>{t(`duplicates.marks.${mark}`)}</span>
            ),
          },
        ]}
      />
      <Panel title={t('duplicates.verdicts')}>
        {pair.verdicts.length === 0 && <p>{t('duplicates.noVerdict')}</p>}
        <ul>
          {pair.verdicts.map(({ verdict, reason, judgedBy, judgedAt }) => (
            <li key={judgedAt}>
              <time dateTime={judgedAt}>{instant(judgedAt)}</time> · <bdi>{judgedBy}</bdi>:{' '}
              {word('value.verdict', verdict)} <q>{reason}</q>
            </li>
          ))}
        </ul>
      </Panel>
    </Page>
  );
}
