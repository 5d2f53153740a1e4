import { ChoiceField, CodeField, DateField, FlagField, TextField, TextsField } from '../platform/index.js';
import {
  ATTACHMENT_TYPES,
  DESCRIBED_NEEDS,
  NEED_TOPICS,
  REFUGEE_STATUS_BASES,
  REMARK_TOPICS,
  SHARED_WITH,
  type Claim,
  type Declaration,
  type DescribedSpecificNeed,
  type NeedForResettlement,
  type Remark,
  type RrfAttachment,
} from './domain/rrf.js';
import { LANGUAGE, LONG, MAX_PERSONS, unknown } from './rrf-fields.dto.js';

// Sections 4 to 8 of the RRF, paragraph by paragraph. Each names the persons it is about: it may stay hidden even from other
// members of the same family (UNHCR Resettlement Handbook 4.6).

const ABOUT = {
  about: 'Individual numbers of the persons it is about.',
  max: 60,
  minItems: 1,
  maxItems: MAX_PERSONS,
  example: ['SYN-900-00000001'],
} as const;

export class ClaimBody implements Claim {
  @TextsField(ABOUT) about: string[];
  @ChoiceField({ about: 'Ground of recognition.', of: REFUGEE_STATUS_BASES, ...unknown, example: 'prima_facie' })
  basis?: (typeof REFUGEE_STATUS_BASES)[number] | null;
  @TextField({ about: 'Summary of the claim.', max: LONG, example: 'Fled when the village was attacked.' })
  text: string;
  @TextField({
    about: 'What speaks for or against exclusion.',
    max: LONG,
    ...unknown,
    example: 'No trigger was found.',
  })
  exclusionConsiderations?: string | null;
  @TextField({ about: 'Credibility.', max: LONG, ...unknown, example: 'Consistent over three interviews.' })
  credibility?: string | null;
}

export class NeedForResettlementBody implements NeedForResettlement {
  @TextsField(ABOUT) about: string[];
  @ChoiceField({ about: 'What the paragraph is about.', of: NEED_TOPICS }) topic: (typeof NEED_TOPICS)[number];
  @TextField({ about: 'The paragraph.', max: LONG, example: 'Threatened in the settlement.' }) text: string;
}

export class DescribedNeedBody implements DescribedSpecificNeed {
  @TextsField(ABOUT) about: string[];
  @ChoiceField({ about: 'Code.', of: DESCRIBED_NEEDS, example: 'disability' }) code: (typeof DESCRIBED_NEEDS)[number];
  @TextField({ about: 'The need in words.', max: LONG, example: 'Walks with crutches.' }) text: string;
}

export class RemarkBody implements Remark {
  @TextsField(ABOUT) about: string[];
  @ChoiceField({ about: 'What the remark is about.', of: REMARK_TOPICS, example: 'travel' })
  topic: (typeof REMARK_TOPICS)[number];
  @FlagField({ about: 'For those alone who may read restricted parts.', example: false }) confidential: boolean;
  @TextField({ about: 'The remark.', max: LONG, example: 'Has never flown.' }) text: string;
}

export class DeclarationBody implements Declaration {
  @DateField({ about: 'The form was read to the persons and signed.', ...unknown, example: '2024-11-04' })
  declaredOn?: string | null;
  @TextField({ about: "Who of the sender's staff witnessed it.", ...unknown, example: 'Synthetic officer 1' })
  staff?: string | null;
  @TextField({ about: 'Interpreter.', ...unknown, example: 'Synthetic interpreter 1' }) interpreter?: string | null;
  @CodeField({ about: 'Language into which it was interpreted.', pattern: LANGUAGE, ...unknown, example: 'sw' })
  interpretedInto?: string | null;
  @TextsField({
    about: 'With whom the persons agree that their data are shared.',
    of: SHARED_WITH,
    maxItems: 10,
    optional: true,
    example: ['resettlement_state', 'municipality'],
  })
  dataSharedWith?: (typeof SHARED_WITH)[number][];
}

export class RrfAttachmentBody implements RrfAttachment {
  @ChoiceField({ about: 'Type.', of: ATTACHMENT_TYPES, example: 'birth_certificate' })
  type: (typeof ATTACHMENT_TYPES)[number];
  @TextsField(ABOUT) about: string[];
  @TextField({ about: 'Reference of the paper.', ...unknown, example: 'BC-1990-17' }) reference?: string | null;
  @DateField({ about: 'Date of the paper.', ...unknown, example: '2024-10-01' }) datedOn?: string | null;
  @DateField({ about: 'Last day of validity.', ...unknown, example: null }) validUntil?: string | null;
}
