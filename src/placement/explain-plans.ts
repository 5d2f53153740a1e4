import { Injectable } from '@nestjs/common';
import { InvalidInput, NotFound } from '../kernel/index.js';
import { UnitOfWork } from '../platform/index.js';
import { ReferenceService, type Municipality } from '../reference/index.js';
import {
  candidatesFor,
  choicesFor,
  holdersOf,
  municipalityAt,
  stopOf,
  unitOfCase,
  type Stop,
} from './domain/explain.js';
import { openPlan, type OpenedPlan } from './domain/opened-plan.js';
import { FACTORS, hardRule, partsOf, type Factor, type HardRule } from './domain/scoring.js';
import type { PlacementPlan } from './placement.entities.js';
import { PlansService } from './plans.service.js';
import { askWhatIf, type WhatIf } from './what-if.js';

/** A municipality as a choice for a household. */
export interface ChoiceView {
  municipality: Municipality;
  score: number;
  parts: Record<Factor, number>;
  /** What the places are worth to others, and what is lost against the best choice at these prices; points. */
  price: number;
  regret: number;
  stop: Stop | null;
  /** Cases and assignments that hold what lacks. */
  heldBy: string[];
}

export interface CaseExplained {
  suggested: string | null;
  choices: ChoiceView[];
  /** The others, each with the first rule that stops it. */
  stopped: { municipality: Municipality; rule: HardRule | Stop }[];
}

/** A municipality in a plan: what it has, what stands, what the plan adds. */
export interface MunicipalityInPlan {
  municipality: Municipality;
  places: number | null;
  assigned: number;
  suggested: number;
  suggestedCases: number;
}

/** Why a plan is as it is: for a household, for a municipality, and what another choice would cost. */
@Injectable()
export class ExplainPlans {
  // Plans never change, so the one that is being reviewed is kept ready.
  private opened: { id: string; plan: OpenedPlan; row: PlacementPlan } | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly plans: PlansService,
    private readonly reference: ReferenceService,
  ) {}

  /** All municipalities for a case: ranked after the price of what it takes there, and what stops the rest. Throws NotFound. */
  async case(planId: string, caseId: string): Promise<CaseExplained> {
    const { plan } = await this.open(planId);
    const { instance, draft, prices, households, receivers, input } = plan;
    if (!households.has(caseId)) throw new NotFound('case');
    const places = await this.placesByCode();
    const unit = unitOfCase(instance, caseId);
    const block = instance.casesOf[unit]!.map((i) => households.get(instance.problem.cases[i]!.id)!);
    const held = draft.at[unit]!;
    const homeOf = (pair: number): string =>
      instance.problem.municipalities[instance.order[instance.municipality[pair]!]!]!.code;
    const choices = choicesFor(draft, prices, caseId).map(({ municipality: code, score, price, regret, stop }) => {
      const parts = block
        .map((household) => partsOf(household, receivers.get(code)!, input.weights))
        .reduce((sum, one) => sum.map((points, k) => points + one[k]!));
      return {
        municipality: places.get(code)!,
        ...{ score, price: Math.round(price), regret: Math.round(regret), stop },
        parts: Object.fromEntries(FACTORS.map((factor, k) => [factor, parts[k]!])) as Record<Factor, number>,
        heldBy: stop === null ? [] : holdersOf(draft, caseId, code),
      };
    });
    const possible = new Set(choices.map(({ municipality }) => municipality.code));
    const stopped = [...receivers.values()]
      .filter(({ code }) => !possible.has(code))
      .map((receiver) => {
        const hard = block.map((household) => hardRule(household, receiver)).find((rule) => rule !== null);
        const full = stopOf(draft, unit, municipalityAt(instance, receiver.code))?.stop ?? 'noPlaces';
        return { municipality: places.get(receiver.code)!, rule: hard ?? full };
      });
    return { suggested: held < 0 ? null : homeOf(held), choices, stopped };
  }

  /** Who could come to a municipality and is not suggested for it: those without a place first. Throws NotFound, InvalidInput. */
  async candidates(
    planId: string,
    code: string,
  ): Promise<{ caseId: string; score: number; gain: number; stop: Stop | null }[]> {
    const { plan } = await this.open(planId);
    this.requireMunicipality(plan, code);
    return candidatesFor(plan.draft, plan.prices, code).map((one) => ({ ...one, gain: Math.round(one.gain) }));
  }

  /** What a choice costs and whom it moves. Throws NotFound, InvalidInput. */
  async whatIf(planId: string, caseId: string, code: string): Promise<WhatIf> {
    const { plan, row } = await this.open(planId);
    if (!plan.households.has(caseId)) throw new NotFound('case');
    this.requireMunicipality(plan, code);
    const { input, result } = row;
    return askWhatIf({ input, prices: result.prices, plan: result.plan, choice: { caseId, municipality: code } });
  }

  /** Every municipality with its number, what is assigned and what the plan adds, by code. Throws NotFound. */
  async municipalities(planId: string): Promise<MunicipalityInPlan[]> {
    const { plan, row } = await this.open(planId);
    const places = await this.placesByCode();
    const added = new Map<string, { persons: number; cases: number }>();
    for (const { caseId, municipality } of row.result.plan.placed) {
      const household = plan.households.get(caseId);
      if (household === undefined) continue;
      const { persons, cases } = added.get(municipality) ?? { persons: 0, cases: 0 };
      added.set(municipality, { persons: persons + household.persons, cases: cases + 1 });
    }
    return plan.input.receivers.map(({ code, places: number, assigned }) => ({
      municipality: places.get(code)!,
      ...{ places: number, assigned },
      suggested: added.get(code)?.persons ?? 0,
      suggestedCases: added.get(code)?.cases ?? 0,
    }));
  }

  private requireMunicipality({ receivers }: OpenedPlan, code: string): void {
    if (!receivers.has(code))
      throw new InvalidInput([
        {
          pointer: '/municipalityCode',
          code: 'unknownMunicipality',
          message: `There is no municipality with the code ${code}.`,
        },
      ]);
  }

  private async open(planId: string): Promise<{ plan: OpenedPlan; row: PlacementPlan }> {
    if (this.opened?.id !== planId) {
      const row = await this.unitOfWork.read((tx) => this.plans.made(tx, planId));
      const { input, result } = row;
      this.opened = { id: planId, row, plan: openPlan(input, result.plan.placed, result.prices, row.bound) };
    }
    return this.opened;
  }

  private async placesByCode(): Promise<Map<string, Municipality>> {
    return new Map((await this.reference.municipalities()).map((one) => [one.code, one]));
  }
}
