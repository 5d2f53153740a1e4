import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar } from '../../act/acts-bar';
import { useRead } from '../../api/queries';
import { Facts } from '../../parts/facts';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { SecurityPages } from './security-pages';

const route = getRouteApi('/security/indications/$indicationId');

// What each wait is answered by.
const STEPS = [
  ['identifyIndication', 'identify_indication'],
  ['presentIndication', 'present_indication'],
  ['recordPresentationAnswer', 'record_presentation_answer'],
  ['concludeIndication', 'conclude_indication'],
] as const;

/** One indication, from its report to its conclusion. */
export function IndicationPage() {
  const { t } = useTranslation();
  const path = route.useParams();
  const { papers, ...indication } = useRead('getIndication', { path }).data;
  const { caseId } = indication;
  return (
    <Page title={t('security.indication', { diaryNumber: indication.diaryNumber })}>
      <SecurityPages />
      <Panel title={t('security.facts')}>
        <Facts value={indication} persons={[]} />
        {caseId && (
          <Link to="/security/cases/$caseId" params={{ caseId }}>
            {t('security.toFile')}
          </Link>
        )}
      </Panel>
      {indication.waitsFor !== null && (
        <ActsBar offers={STEPS.map(([operation, verb]) => ({ operation, verb, path }))} />
      )}
      <Panel title={t('security.papers')}>
        <Facts value={papers} persons={[]} />
      </Panel>
    </Page>
  );
}
