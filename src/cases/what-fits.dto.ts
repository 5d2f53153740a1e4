import {
  ChoiceField,
  CountField,
  DateField,
  FlagField,
  IdField,
  IdsField,
  ObjectField,
  ObjectsField,
  TextField,
} from '../platform/index.js';
import { FITS, type Filling, type Fit, type Fits } from '../quotas/index.js';
import { PRIORITIES, type Priority } from './cases.entities.js';
import type { FitIn, WhatFitsIn } from './what-fits.js';

const MOST_CASES = 10_000;

export class WhatFitsQuery {
  @IdField({ about: 'The sub-quota of the period.' }) subQuotaId: string;
}

class FitResponse implements Fit {
  @ChoiceField({ about: 'Whether the whole case goes into the places left.', of: FITS }) fits: Fits;
  @CountField({ about: 'Places that lack for it.', example: 0 }) lacking: number;
  @TextField({ about: 'The same in words.', example: '5 places left; this case needs 3: it fits.' }) detail: string;
}

/** Whether one case fits one sub-quota. */
export class FitInResponse extends FitResponse {
  @IdField({ about: 'The sub-quota.' }) subQuotaId: string;
  @CountField({ about: 'Places left there.', example: 5 }) placesLeft: number;
  @CountField({ about: 'How far grants may go beyond them.', example: 0 }) tolerance: number;
  @CountField({ about: 'Persons of the case who still wait for a grant.', example: 3 }) personsAwaiting: number;
}

export class WaitingCaseResponse extends FitResponse {
  @IdField({ about: 'Id of the case.' }) caseId: string;
  @TextField({ about: 'Diary number.', example: 'VID-2025-00017' }) diaryNumber: string;
  @ChoiceField({ about: 'Submission priority.', of: PRIORITIES }) priority: Priority;
  @DateField({ about: 'Registered, and waiting, since.' }) waitingSince: string;
  @CountField({ about: 'Persons who still wait for a grant.', min: 1, example: 3 }) persons: number;
  @FlagField({ about: 'Among those that together fill the places best.', example: true }) inFilling: boolean;
}

export class FillingResponse implements Filling {
  @IdsField({ about: 'The whole cases that together fill the places best.', maxItems: MOST_CASES }) caseIds: string[];
  @CountField({ about: 'Their persons.', example: 5 }) persons: number;
  @CountField({ about: 'Places that no whole case fills.', example: 0 }) left: number;
  @TextField({
    about: 'The same in words.',
    max: 200_000,
    example: 'VID-2025-00017 (5) fill 5 of 5 places; none is left.',
  })
  detail: string;
}

export class WhatFitsResponse {
  @IdField({ about: 'The sub-quota.' }) subQuotaId: string;
  @TextField({ about: 'Its name.', example: 'Uganda' }) subQuota: string;
  @FlagField({ about: 'Grants are possible there today.', example: true }) open: boolean;
  @CountField({ about: 'Places left.', example: 5 }) placesLeft: number;
  @CountField({ about: 'How far grants may go beyond them.', example: 0 }) tolerance: number;
  @ObjectField(() => FillingResponse, { about: 'What can be combined.' }) filling: FillingResponse;
  @ObjectsField(() => WaitingCaseResponse, {
    about: 'The waiting cases, by priority, then by waiting time.',
    maxItems: MOST_CASES,
  })
  cases: WaitingCaseResponse[];
}

export const toFitInResponse = (fit: FitIn): FitInResponse => {
  const { subQuotaId, placesLeft, tolerance, personsAwaiting, fits, lacking, detail } = fit;
  return { subQuotaId, placesLeft, tolerance, personsAwaiting, fits, lacking, detail };
};

export const toWhatFitsResponse = ({ subQuota, open, placesLeft, tolerance, filling, cases }: WhatFitsIn) =>
  ({
    subQuotaId: subQuota.id,
    subQuota: subQuota.name,
    open,
    placesLeft,
    tolerance,
    filling: { ...filling, caseIds: [...filling.caseIds] },
    cases: cases.map((one) => {
      const { caseId, diaryNumber, priority, waitingSince, persons, inFilling, fits, lacking, detail } = one;
      return {
        ...{ caseId, diaryNumber, priority: priority as Priority, waitingSince, persons, inFilling },
        ...{ fits, lacking, detail },
      };
    }),
  }) satisfies WhatFitsResponse;
