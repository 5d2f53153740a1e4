import { Button, ProgressBar } from '@midas-ds/components';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useRead } from '../../api/queries';
import { country, instant, number, word } from '../../i18n/format';
import { CaseChoices } from './case-choices';
import { MunicipalityMap } from './municipality-map';
import { Suggestions } from './suggestions';

const UNDER_WAY = ['waiting', 'running'];
const EVERY_MS = 500;

interface Props {
  planId: string;
  caseId: string | undefined;
  open: (caseId: string) => void;
}

/** A plan: how far it is while it is made, then its figures and what it suggests. */
export function PlanReview({ planId, caseId, open }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const path = { planId };
  const { status, done, total, error, figures } = useRead('getPlacementPlan', { path }).data;
  const cancel = useAct('cancelPlacementPlan');
  const isUnderWay = UNDER_WAY.includes(status);
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['getPlacementPlan'] }), EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, client]);
  if (figures === null)
    return (
      <section className="panel stack" aria-label={word('importStatus', status)}>
        <ProgressBar label={word('importStatus', status)} value={done} maxValue={Math.max(total ?? 1, 1)} />
        {error && <p role="alert">{error}</p>}
        {isUnderWay && (
          <div className="act-buttons">
            <Button variant="secondary" size="medium" onPress={() => cancel.mutate({ path })}>
              {t('placement.cancel')}
            </Button>
          </div>
        )}
      </section>
    );
  return (
    <>
      <p role="status" id="figures">
        {t('placement.figures', {
          placed: number(figures.placedPersons),
          waiting: number(figures.waitingPersons),
          objective: number(figures.objective),
          gap: number(figures.gapMillionths / 10_000),
          rule: figures.ruleVersion,
          at: instant(figures.madeAt),
        })}
        {figures.fairnessCost !== null && ` ${t('placement.fairness', { points: number(figures.fairnessCost) })}`}
        {figures.leftOut > 0 && ` ${t('placement.leftOut', { count: figures.leftOut })}`}
      </p>
      {figures.floorsMissed.length > 0 && (
        <ul id="floors-missed">
          {figures.floorsMissed.map(({ group, points }) => (
            <li key={group}>{t('placement.floorMissed', { country: country(group), points: number(points) })}</li>
          ))}
        </ul>
      )}
      <MadePlan {...{ planId, caseId, open }} />
    </>
  );
}

function MadePlan({ planId, caseId, open }: Props) {
  const { t } = useTranslation();
  const path = { planId };
  const suggestions = useRead('listPlacementSuggestions', { path }).data.items;
  const municipalities = useRead('listPlanMunicipalities', { path }).data.items;
  const suggestion = suggestions.find((one) => one.caseId === caseId);
  const [choice, setChoice] = useState<{ caseId: string; code: string } | null>(null);
  const chosen = choice && choice.caseId === caseId ? choice.code : (suggestion?.municipalityCode ?? null);
  const choose = (code: string): void => (caseId ? setChoice({ caseId, code }) : undefined);
  const drop = (dropped: string, code: string): void => {
    if (!suggestions.some((one) => one.open && one.caseId === dropped)) return;
    setChoice({ caseId: dropped, code });
    open(dropped);
  };
  return (
    <div className="plan-columns">
      <div className="stack">
        {suggestion && <CaseChoices key={suggestion.id} {...{ planId, suggestion, chosen, choose }} />}
        <p>{t('placement.drag')}</p>
        <Suggestions {...{ suggestions, municipalities, caseId, open }} />
      </div>
      <MunicipalityMap {...{ municipalities, chosen, choose, drop }} />
    </div>
  );
}
