import { useTranslation } from 'react-i18next';
import { OPERATIONS } from '../../api/operations';
import type { AnswerOf } from '../../api/client';
import { useReadLater } from '../../api/queries';
import { word } from '../../i18n/format';
import { useMay } from '../../shell/session';

type Rule = AnswerOf<'getRouteAdvice'>['rules'][number];

/** Dossier or mission: what the declared rules advise, which of them speak, and what each of them saw. */
export function RouteAdvice({ caseId }: { caseId: string }) {
  const may = useMay();
  return may(OPERATIONS.getRouteAdvice.permission) ? <Advice caseId={caseId} /> : null;
}

function Advice({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { data } = useReadLater('getRouteAdvice', { path: { caseId } });
  if (!data) return null;
  const { advises, rules } = data.data;
  return (
    <details className="panel">
      <summary>
        <h2>{t('case.route.title', { route: word('value.advises', advises) })}</h2>
      </summary>
      <h3>{t('case.route.speaks')}</h3>
      <Rules rules={rules.filter(({ speaks }) => speaks)} />
      <h3>{t('case.route.silent')}</h3>
      <Rules rules={rules.filter(({ speaks }) => !speaks)} />
    </details>
  );
}

function Rules({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation();
  return (
    <ol>
      {rules.map(({ code, advises, saw }) => (
        <li key={code}>
          {t('case.route.rule', { rule: word('value.routeRule', code), route: word('value.advises', advises) })}
          {saw.length > 0 && (
            <ul>
              {saw.map(({ fact, value }) => (
                <li key={fact}>
                  {t('case.route.saw', { fact: word('field', fact), value: word('value.any', String(value)) })}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
