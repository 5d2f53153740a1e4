/** Shares of persons in tenths of a per cent: 950 is 95 %. */
export interface PlanningRates {
  /** Of those submitted, who pass the Security Service's screening. */
  readonly screening: number;
  /** Of those screened, who are neither withdrawn nor left incomplete. */
  readonly completion: number;
  /** Of those examined, who are granted: g, about 95 % according to the EUAA's page on Sweden. */
  readonly grant: number;
  /** Of those granted, who depart: d. */
  readonly departure: number;
  /** Of those who depart, who land within the period: t. */
  readonly inPeriod: number;
  /** Of those carried in with a permit, who depart: d_c. */
  readonly carriedDeparture: number;
}

export const RATE_NAMES = [
  'screening',
  'completion',
  'grant',
  'departure',
  'inPeriod',
  'carriedDeparture',
] as const satisfies readonly (keyof PlanningRates)[];

export interface Needs {
  /** Persons still to be counted: places that nobody has used. */
  readonly wanted: number;
  /** Persons carried in with a permit who have not been counted yet. */
  readonly carryIn: number;
  /** Persons on the road already, by how far they have come; those carried in are not among them. */
  readonly pipeline: Pipeline;
}

export interface Pipeline {
  /** Not cleared yet. */
  readonly beforeClearance: number;
  /** Cleared, not decided. */
  readonly beforeDecision: number;
  /** Granted, not departed. */
  readonly beforeDeparture: number;
  /** On the way. */
  readonly departed: number;
}

export interface SubmissionsNeeded {
  /** Of those carried in, who are expected: carry-in × d_c; thousandths of a person are rounded. */
  readonly expectedOfCarryIn: number;
  readonly expectedOfPipeline: number;
  /** Of a hundred submitted now, so many will count: p·g·d·t, in per cent with one decimal. */
  readonly yieldPercent: number;
  /** Persons that UNHCR has to submit beyond those who have come. */
  readonly submissions: number;
}

/**
 * How many persons must be submitted so that all places are used:
 * `S = (N − carry_in·d_c − pipeline_expected) / (p_screen·p_complete·g·d·t)`, rounded up, never below zero. With p 0.98, g 0.95, d 0.95
 * and t 0.90, 900 places take 1,131 submissions (domain.md (d)). Somebody on the road is expected by the rates of the steps that are
 * still ahead. Expected newborns count as arrivals, not as submissions, and are left out. Throws RangeError for a rate outside
 * 0.1 % to 100 %, or a number of persons that is not whole and not negative.
 */
export function submissionsNeeded({ wanted, carryIn, pipeline }: Needs, rates: PlanningRates): SubmissionsNeeded {
  for (const [name, persons] of Object.entries({ wanted, carryIn, ...pipeline }))
    if (!Number.isSafeInteger(persons) || persons < 0) throw new RangeError(`${name} is ${persons}`);
  for (const name of RATE_NAMES)
    if (!Number.isSafeInteger(rates[name]) || rates[name] < 1 || rates[name] > 1000)
      throw new RangeError(`the rate ${name} is ${rates[name]} thousandths`);

  const share = (...names: readonly (keyof PlanningRates)[]): number =>
    names.reduce((product, name) => product * (rates[name] / 1000), 1);
  const { beforeClearance, beforeDecision, beforeDeparture, departed } = pipeline;
  const fromSubmission = share(...(['screening', 'completion', 'grant', 'departure', 'inPeriod'] as const));
  const expectedOfCarryIn = carryIn * share('carriedDeparture');
  const expectedOfPipeline =
    beforeClearance * fromSubmission +
    beforeDecision * share('completion', 'grant', 'departure', 'inPeriod') +
    beforeDeparture * share('departure', 'inPeriod') +
    departed * share('inPeriod');
  const lacking = wanted - expectedOfCarryIn - expectedOfPipeline;
  return {
    expectedOfCarryIn: toThousandths(expectedOfCarryIn),
    expectedOfPipeline: toThousandths(expectedOfPipeline),
    yieldPercent: Math.round(fromSubmission * 1000) / 10,
    // Products of shares are a hair off: a billionth of a person is nobody.
    submissions: Math.max(0, Math.ceil(lacking / fromSubmission - 1e-9)),
  };
}

const toThousandths = (persons: number): number => Math.round(persons * 1000) / 1000;
