import { Injectable } from '@nestjs/common';
import type { PersonInCase, ResettlementCase } from '../cases/index.js';
import { Clock, ConditionsUnmet, type PlainDate } from '../kernel/index.js';
import type { Tx } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import {
  answerOn,
  ANSWER_OUTCOMES,
  filled,
  legalBasisIn,
  letterCodeOf,
  templateOn,
  type AnswerRow,
  type LetterCode,
  type LetterLanguage,
  type LetterText,
} from './domain/letters.js';
import { DECISION_OF } from './domain/proposal-rules.js';
import { LetterTemplateRow } from './letters.entities.js';
import type { Decision, Permit, Proposal } from './permits.entities.js';

/** A letter with the wording it was made by. */
export interface Composed {
  templateId: string;
  language: LetterLanguage;
  content: LetterText;
}

/** What a letter on one person tells; without a decision it is the preview of one. */
export interface ToldDecision {
  proposal: Proposal;
  decision: Decision | null;
  permit: Pick<Permit, 'permitType' | 'protectionCategory' | 'validUntil' | 'legalBasis'> | null;
}

const CATEGORY = {
  sv: { refugee: 'flykting', subsidiary: 'alternativt skyddsbehövande' },
  en: { refugee: 'refugee', subsidiary: 'beneficiary of subsidiary protection' },
} as const;

const nameOf = ({ givenNames, familyName }: PersonInCase): string => `${givenNames} ${familyName}`.trim();

/** Writes letters from the templates of the day, and keeps none of them. */
@Injectable()
export class ComposeLetters {
  constructor(
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  /** The letter on one decision. Throws ConditionsUnmet (noLetterTemplate) when no wording is in force. */
  async decision(
    tx: Tx,
    theCase: ResettlementCase,
    person: PersonInCase,
    { proposal, decision, permit }: ToldDecision,
    language: LetterLanguage,
  ): Promise<Composed> {
    const on = decision?.decidedOn ?? this.clock.today();
    const template = await this.template(
      tx,
      letterCodeOf(DECISION_OF[proposal.outcome], permit?.permitType ?? null),
      language,
      on,
    );
    const reasons = await this.reference.reasonsNamed(tx, proposal.outcome, proposal.reasonCodes);
    const text = filled(template, {
      name: nameOf(person),
      individualNumber: person.individualNumber ?? '-',
      birthDate: person.birthDate ?? '-',
      caseNumber: theCase.diaryNumber,
      diaryNumber: decision?.diaryNumber ?? '-',
      decidedOn: on,
      reasons: proposal.reasons,
      reasonWords: reasons
        .map(({ code, textSv, textEn }) => `${language === 'sv' ? textSv : textEn} (${code})`)
        .join(' '),
      category: permit ? CATEGORY[language][permit.protectionCategory] : '-',
      validUntil: permit?.validUntil ?? '-',
      legalBasis: legalBasisIn(language, permit?.legalBasis ?? '-'),
      proposedBy: proposal.proposedByName,
      decidedBy: decision?.decidedByName ?? '-',
    });
    return { templateId: template.id, language, content: { ...text, rows: [] } };
  }

  /** The answer to UNHCR on the whole case, as it stands now. `told`: each person's latest decision. Throws like decision. */
  async answer(
    tx: Tx,
    theCase: ResettlementCase,
    told: ReadonlyMap<string, { decision: Decision; proposal: Proposal }>,
    diaryNumber: string | null,
  ): Promise<Composed> {
    const writtenOn = this.clock.today();
    const template = await this.template(tx, 'answer', 'en', writtenOn);
    const rows = theCase.persons.map((person): AnswerRow => {
      const answer = answerOn(person.status);
      const isDecided = answer.outcome === 'granted' || answer.outcome === 'refused';
      const found = isDecided ? told.get(person.id) : undefined;
      return {
        number: person.number,
        name: nameOf(person),
        individualNumber: person.individualNumber,
        ...answer,
        reasonCodes: found?.proposal.reasonCodes ?? [],
        decidedOn: found?.decision.decidedOn ?? null,
        diaryNumber: found?.decision.diaryNumber ?? null,
      };
    });
    const counts = ANSWER_OUTCOMES.map((word) => [word, String(rows.filter(({ outcome }) => outcome === word).length)]);
    const text = filled(template, {
      caseNumber: theCase.diaryNumber,
      unhcrCaseNumber: theCase.unhcrCaseNumber ?? '-',
      reference: theCase.resettlementReferenceNumber ?? '-',
      diaryNumber: diaryNumber ?? '-',
      writtenOn,
      ...(Object.fromEntries(counts) as Record<string, string>),
    });
    return { templateId: template.id, language: 'en', content: { ...text, rows } };
  }

  private async template(
    tx: Tx,
    code: LetterCode,
    language: LetterLanguage,
    on: PlainDate,
  ): Promise<LetterTemplateRow> {
    const found = templateOn(await tx.manager.findBy(LetterTemplateRow, { code, language }), { code, language, on });
    if (found) return found;
    const detail = `No wording is in force for the letter ${code} in ${language} on ${on}.`;
    throw new ConditionsUnmet([{ code: 'noLetterTemplate', detail, source: 'seeds/reference/letter-templates.json' }]);
  }
}
