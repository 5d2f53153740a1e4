import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../act/act-form';
import { save } from '../../api/client';
import { OPERATIONS } from '../../api/operations';
import { useRead } from '../../api/queries';
import { word } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { Facts } from '../../parts/facts';
import { Page } from '../../parts/page';
import { ProblemView } from '../../parts/problem-view';
import { useMay } from '../../shell/session';

const route = getRouteApi('/assignments/$assignmentId');

const ANSWERS = [
  { verb: 'accept', operation: 'accept', when: 'assigned' },
  { verb: 'decline', operation: 'decline', when: 'assigned' },
  { verb: 'receive', operation: 'receiveInMunicipality', when: 'accepted' },
  { verb: 'disclose_needs', operation: 'discloseNeeds', when: 'accepted' },
] as const;

/** One assignment: the household as far as it may be known, and the municipality's answer. */
export function AssignmentPage() {
  const { t } = useTranslation();
  const may = useMay();
  const path = route.useParams();
  const { data: assignment, etag } = useRead('getAssignment', { path });
  const [begun, setBegun] = useState<(typeof ANSWERS)[number] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const persons = (assignment.persons ?? []).map(({ id, givenNames, familyName }) => ({
    value: id,
    name: `${givenNames} ${familyName}`,
  }));
  const { status, ...rest } = assignment;
  const open = ANSWERS.filter(({ operation, when }) => when === status && may(OPERATIONS[operation].permission));
  return (
    <Page title={t('assignments.one', { municipality: assignment.municipalityName, day: assignment.assignedOn })}>
      <p>
        <Chip group="assignmentStatus" code={status} />
      </p>
      <div className="act-buttons">
        {open.map((answer) => (
          <button key={answer.verb} type="button" className="quiet" onClick={() => setBegun(answer)}>
            {word('verb', answer.verb)}
          </button>
        ))}
        <button
          type="button"
          className="quiet"
          onClick={() => void save('getInformationSheet', { path }, 'application/pdf').catch(setError)}
        >
          {t('assignments.sheet')}
        </button>
      </div>
      {error !== null && <ProblemView error={error} />}
      {begun && (
        <ActForm
          key={begun.verb}
          operation={begun.operation}
          verb={begun.verb}
          path={path}
          etag={etag}
          persons={persons}
          close={() => setBegun(null)}
        />
      )}
      <section className="panel">
        <Facts value={rest} persons={persons} />
      </section>
    </Page>
  );
}
