import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { instant } from '../../i18n/format';
import { Page } from '../../parts/page';
import { useMay } from '../../shell/session';
import { AskForPlan } from './ask-for-plan';
import { PlanReview } from './plan-review';

const route = getRouteApi('/placement');
/** The municipalities are planned for a month, the suggestions reviewed, and each is decided on by a person. */
export function PlacementPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { planId, caseId } = route.useSearch();
  const navigate = route.useNavigate();
  const plans = useRead('listPlacementPlans').data.items;
  const show = (id: string): void => void navigate({ search: { planId: id } });
  return (
    <Page title={t('placement.title')}>
      {may('placement.plan') && <AskForPlan planId={planId} show={show} />}
      {plans.length > 0 && (
        <label className="choice" htmlFor="plan">
          {t('placement.plans')}
          <select id="plan" value={planId ?? ''} onChange={({ target }) => show(target.value)}>
            <option value="">{t('placement.choosePlan')}</option>
            {plans.map(({ id, month, year, figures }) => (
              <option key={id} value={id}>
                {month ?? year} · {figures ? instant(figures.madeAt) : ''}
              </option>
            ))}
          </select>
        </label>
      )}
      {planId && (
        <PlanReview
          key={planId}
          {...{ planId, caseId }}
          open={(id) => void navigate({ search: { planId, caseId: id } })}
        />
      )}
    </Page>
  );
}
