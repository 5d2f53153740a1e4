import { Button } from '@midas-ds/components';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/client';
import { country, word } from '../../i18n/format';
import { Chip } from '../../parts/chip';
import { useKeys } from '../../shell/keyboard';

interface Props {
  theCase: AnswerOf<'getCase'>;
  next: AnswerOf<'getNextActions'>;
  begin: (verb: string, personIds?: readonly string[]) => void;
}

/** Where the case stands, who holds it, and the next step as the button. */
export function CaseHead({ theCase, next, begin }: Props) {
  const { t } = useTranslation();
  const { primary } = next;
  const act = (): void => {
    if (primary) begin(primary.verb, primary.personIds);
  };
  useKeys({ a: act });
  const facts = [
    ['country', country(theCase.countryOfAsylum)],
    ['size', String(theCase.caseSize)],
    ['officer', theCase.officerName ?? t('cases.nobody')],
    ['unhcrCaseNumber', theCase.unhcrCaseNumber ?? t('case.none')],
    ['category', theCase.primaryCategory ?? t('case.none')],
    ['receivedOn', theCase.receivedOn],
    ['registeredOn', theCase.registeredOn ?? t('case.none')],
    ['route', theCase.route ? word('value.route', theCase.route) : t('case.none')],
  ] as const;
  return (
    <section className="panel stack" aria-label={t('case.head')}>
      <div className="page-head">
        <span>
          <Chip group="caseStatus" code={theCase.status} /> <Chip group="priority" code={theCase.priority} />
        </span>
        {primary ? (
          <Button size="medium" onPress={act}>
            {word('verb', primary.verb)}
          </Button>
        ) : (
          <span>{t('case.noNext')}</span>
        )}
      </div>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`case.fact.${name}`)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {next.notes.map(({ code, detail }) => (
        <p key={code + detail}>{detail}</p>
      ))}
    </section>
  );
}
