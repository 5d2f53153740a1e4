import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar, type Offer } from '../../act/acts-bar';
import { useRead } from '../../api/queries';
import { Chip } from '../../parts/chip';
import { Facts } from '../../parts/facts';
import { Page } from '../../parts/page';
import { Panel } from '../../parts/panel';
import { useMay } from '../../shell/session';
import { SecurityPages } from './security-pages';

const route = getRouteApi('/security/cases/$caseId');

/** What stands behind the wall of the persons of a case: referrals, statements, objections, drafts, decisions. */
export function SealedFilePage() {
  const { t } = useTranslation();
  const may = useMay();
  const path = route.useParams();
  const { data: theCase, etag } = useRead('getCase', { path });
  const { items } = useRead('getScreening', { path }).data;
  const { items: indications } = useRead('listIndicationsOfCase', { path }).data;
  const persons = theCase.persons.map(({ id, number, givenNames, familyName }) => ({
    value: id,
    name: `${number}. ${givenNames} ${familyName}`,
  }));
  const fixed = { caseId: path.caseId };
  const offers: Offer[] = [
    { operation: 'recordStatement', verb: 'record_statement', path, etag },
    { operation: 'draftSecurityCase', verb: 'draft_security_case', path },
    { operation: 'decideSecurityCase', verb: 'decide_security_case', path, etag },
    { operation: 'uphold', verb: 'uphold', path, etag },
    { operation: 'withdrawPermit', verb: 'withdraw_permit', path, etag },
    { operation: 'recordServiceAppeal', verb: 'record_service_appeal', path, etag },
    { operation: 'rescreen', verb: 'rescreen', path, etag },
    { operation: 'reportIndication', verb: 'report_indication', fixed },
  ];
  return (
    <Page title={t('security.file', { diaryNumber: theCase.diaryNumber })}>
      <SecurityPages />
      {may('case.read') && (
        <Link to="/cases/$caseId" params={path}>
          {t('security.toCase')}
        </Link>
      )}
      <ActsBar offers={offers} persons={persons} />
      {items.map(({ personId, clearanceInForce, objectionInForce, rescreeningOpen, ...rest }) => (
        <Panel key={personId} title={persons.find(({ value }) => value === personId)?.name ?? t('case.none')}>
          <p>
            {clearanceInForce && <Chip group="security" code="clearanceInForce" />}{' '}
            {objectionInForce && <Chip group="security" code="objectionInForce" />}{' '}
            {rescreeningOpen && <Chip group="security" code="rescreeningOpen" />}
          </p>
          <Facts value={rest} persons={persons} />
        </Panel>
      ))}
      <Panel title={t('security.indications')}>
        <Facts value={indications} persons={persons} />
      </Panel>
    </Page>
  );
}
