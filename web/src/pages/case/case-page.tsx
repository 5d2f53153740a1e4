import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOf, type Act } from '../../act/acts';
import { ActForm } from '../../act/act-form';
import { useRead } from '../../api/queries';
import { Page } from '../../parts/page';
import { useMay } from '../../shell/session';
import { CaseHead } from './case-head';
import { History } from './history';
import { Letters } from './letters';
import { NextSteps } from './next-steps';
import { Persons } from './persons';
import { PlacementConditions } from './placement-conditions';
import { RouteAdvice } from './route-advice';
import { RrfVersions } from './rrf-versions';
import { Documents } from './documents';
import { Sections } from './sections';

const route = getRouteApi('/cases/$caseId');

export interface Begun {
  act: Act;
  personIds: readonly string[];
}

/** A case: who it is, what comes next, what blocks the rest, and everything that is known of it. */
export function CasePage() {
  const { t } = useTranslation();
  const may = useMay();
  const { caseId } = route.useParams();
  const path = { caseId };
  const { data: theCase, etag } = useRead('getCase', { path });
  const { data: next } = useRead('getNextActions', { path });
  const [begun, setBegun] = useState<Begun | null>(null);
  const begin = (verb: string, personIds: readonly string[] = []): void => {
    const act = actOf(verb);
    setBegun(act ? { act, personIds } : null);
  };
  const persons = theCase.persons.map(({ id, number, givenNames, familyName }) => ({
    value: id,
    name: `${number}. ${givenNames} ${familyName}`,
  }));
  return (
    <Page title={t('case.title', { diaryNumber: theCase.diaryNumber })}>
      {may('person.grant') && theCase.persons.some(({ status }) => status === 'under_examination') && (
        <Link to="/cases/$caseId/review" params={path}>
          {t('review.toReview')}
        </Link>
      )}
      <CaseHead theCase={theCase} next={next} begin={begin} />
      {begun && (
        <ActForm
          key={begun.act.operation}
          operation={begun.act.operation}
          verb={begun.act.verb}
          path={path}
          etag={etag}
          persons={persons}
          start={{ personIds: [...begun.personIds], ...(begun.personIds[0] ? { personId: begun.personIds[0] } : {}) }}
          close={() => setBegun(null)}
        />
      )}
      <div className="case-columns">
        <div className="stack">
          <Persons theCase={theCase} />
          <RouteAdvice caseId={caseId} />
          <RrfVersions caseId={caseId} />
          <Sections caseId={caseId} persons={persons} />
          <PlacementConditions caseId={caseId} />
          <Documents caseId={caseId} persons={persons} />
          <Letters caseId={caseId} persons={persons} />
          <History caseId={caseId} />
        </div>
        <NextSteps theCase={theCase} next={next} begin={begin} />
      </div>
    </Page>
  );
}
