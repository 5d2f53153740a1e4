import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api/queries';
import { word } from '../../i18n/format';
import { Facts } from '../../parts/facts';
import { Page } from '../../parts/page';

const route = getRouteApi('/rules');

/** The dated rules by which everything is judged: those of a day, or all that ever held. */
export function RulesPage() {
  const { t } = useTranslation();
  const { on } = route.useSearch();
  const navigate = route.useNavigate();
  const { items } = useRead('listPolicyRules', { query: on ? { on } : {} }).data;
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return (
    <Page title={t('rules.title')}>
      <label className="choice">
        {t('rules.on')}
        <input
          className="plain-field"
          type="date"
          value={on ?? ''}
          onChange={({ target }) => void navigate({ search: target.value ? { on: target.value } : {}, replace: true })}
        />
      </label>
      {items.length === 0 && <p>{t('rules.none')}</p>}
      {kinds.map((kind) => (
        <section key={kind} className="panel stack" aria-labelledby={kind}>
          <h2 id={kind}>{word('ruleKind', kind)}</h2>
          {items
            .filter((rule) => rule.kind === kind)
            .map(({ code, validFrom, validTo, status, verified, value, source, note }) => (
              <article key={code} className="stack">
                <h3>
                  <span className="nowrap">{validFrom}</span> – <span className="nowrap">{validTo ?? ''}</span>{' '}
                  {status === 'proposed' && <span className="chip chip-orange">{t('rules.proposed')}</span>}{' '}
                  {!verified && <span className="chip chip-orange">{t('rules.unverified')}</span>}
                </h3>
                <Facts value={value} persons={[]} />
                <p>{[source, note].filter(Boolean).join('. ')}</p>
              </article>
            ))}
        </section>
      ))}
    </Page>
  );
}
