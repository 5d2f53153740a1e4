import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActsBar, type Offer } from '../../act/acts-bar';
import type { AnswerOf } from '../../api/client';
import { useRead } from '../../api/queries';
import { instant, word } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { Page } from '../../parts/page';
import { PersonName } from '../../parts/person-name';
import { Checks } from './checks';
import { SinceThen } from './since-then';

const route = getRouteApi('/cases/$caseId/review');

type Proposal = AnswerOf<'listDecisions'>['proposals'][number];

const SIGNATURES = ['grant', 'refuse', 'exclude'] as const;

/** The second pair of eyes: what was proposed and why, what speaks for and against it, what changed since; sign or send back. */
export function ReviewPage() {
  const { t } = useTranslation();
  const path = route.useParams();
  const { data: theCase, etag } = useRead('getCase', { path });
  const { proposals } = useRead('listDecisions', { path }).data;
  const next = useRead('getNextActions', { path }).data;
  const latest = theCase.persons.flatMap((person) => {
    const proposal = proposals.findLast(({ personId }) => personId === person.id);
    return proposal ? [{ person, proposal }] : [];
  });
  const open = latest.filter(({ proposal }) => proposal.standing === 'open');
  const persons = theCase.persons.map(({ id, number, givenNames, familyName }) => ({
    value: id,
    name: `${number}. ${givenNames} ${familyName}`,
  }));
  const offers: Offer[] = SIGNATURES.flatMap((outcome) => {
    const personIds = open.filter(({ proposal }) => proposal.outcome === outcome).map(({ person }) => person.id);
    return personIds.length > 0
      ? [{ operation: outcome, verb: `sign_${outcome}`, path, etag, start: { personIds } }]
      : [];
  });
  const back: Offer = {
    operation: 'returnProposal',
    verb: 'return_proposal',
    path,
    etag,
    start: { personIds: open.map(({ person }) => person.id) },
  };
  const since = open.map(({ proposal }) => proposal.proposedAt).sort()[0];
  return (
    <Page title={t('review.title', { diaryNumber: theCase.diaryNumber })}>
      <Link to="/cases/$caseId" params={path}>
        {t('review.toCase')}
      </Link>
      {open.length === 0 && <p>{t('review.nothing')}</p>}
      {open.length > 0 && <ActsBar offers={[...offers, back]} persons={persons} />}
      {latest.map(({ person, proposal }) => (
        <section key={person.id} className="panel review" aria-label={t('case.person', { number: person.number })}>
          <div className="stack">
            <h2>
              <PersonName person={person} />
            </h2>
            <Proposed proposal={proposal} />
          </div>
          {proposal.standing === 'open' && (
            <Checks outcome={proposal.outcome} next={next.persons.find(({ personId }) => personId === person.id)} />
          )}
        </section>
      ))}
      {since && <SinceThen caseId={path.caseId} since={since} />}
    </Page>
  );
}

function Proposed({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const { outcome, standing, reasons, reasonCodes, proposedByName, proposedAt, returned } = proposal;
  return (
    <>
      <p>
        <Chip group="value.outcome" code={outcome} /> <Chip group="value.standing" code={standing} />
      </p>
      <p>{t('review.by', { name: proposedByName, when: instant(proposedAt) })}</p>
      <blockquote>
        <bdi dir="auto">{reasons}</bdi>
      </blockquote>
      {reasonCodes.length > 0 && <p>{reasonCodes.map((code) => word('reasonCode', code)).join(', ')}</p>}
      {returned && (
        <p>
          {t('review.returned', { name: returned.returnedByName, day: returned.returnedOn })} <q>{returned.reason}</q>
        </p>
      )}
    </>
  );
}
