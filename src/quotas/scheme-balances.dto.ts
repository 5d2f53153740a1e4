import { ChoiceField, CountField, DateField, IdField, ObjectsField, TextField } from '../platform/index.js';
import type { SchemeBalance } from './domain/scheme-balances.js';
import { SCHEMES, type Scheme } from './quotas.entities.js';
import type { SchemeBalancesView } from './scheme-balances.js';

const FEWEST = -1_000_000;

export class SchemeBalanceResponse implements SchemeBalance {
  @ChoiceField({ about: 'Form of admission.', of: SCHEMES }) scheme: Scheme;
  @CountField({ about: 'Places that decisions give to it by name.', min: FEWEST, example: 1700 }) decided: number;
  @CountField({ about: 'Places in its sub-quotas, without overrun and without those carried in.', example: 900 })
  allocated: number;
  @CountField({
    about: 'Of these, drawn from what was decided for another form: emergency from resettlement, of which it is one.',
    example: 0,
  })
  drawn: number;
  @CountField({ about: 'Of these, beyond all decided by name: covered by unnamed places, if at all.', example: 0 })
  beyond: number;
  @CountField({ about: 'Places to be had.', example: 640 }) available: number;
  @CountField({ about: 'Places of persons who are granted and not counted yet.', example: 160 }) reserved: number;
  @CountField({ about: 'Places of persons who are counted.', example: 100 }) used: number;
}

export class SchemeBalancesResponse {
  @IdField({ about: 'The period in which the decisions stand: of an annual period in a pledge, the pledge.' })
  periodId: string;
  @TextField({ about: 'Its name.', example: 'Pledge 2024–2025' }) periodName: string;
  @DateField({ about: 'What happened until this day; no limit when null.', nullable: true }) through: string | null;
  @DateField({ about: 'As known at the end of this day; now when null.', nullable: true }) asOf: string | null;
  @ObjectsField(() => SchemeBalanceResponse, { about: 'Each form of admission.' }) schemes: SchemeBalanceResponse[];
  @CountField({ about: 'Places decided without naming a form of admission: for any.', min: FEWEST, example: 0 })
  unnamed: number;
  @CountField({ about: 'Places allocated beyond what the decisions leave to their form.', example: 0 })
  exceeding: number;
}

export const toSchemeBalancesResponse = ({
  frame,
  moment,
  schemes,
  unnamed,
  exceeding,
}: SchemeBalancesView): SchemeBalancesResponse => ({
  periodId: frame.id,
  periodName: frame.name,
  through: moment.through ?? null,
  asOf: moment.asOf ?? null,
  schemes: schemes.map((one) => {
    const { scheme, decided, allocated, drawn, beyond, available, reserved, used } = one;
    return { scheme: scheme as Scheme, decided, allocated, drawn, beyond, available, reserved, used };
  }),
  unnamed,
  exceeding,
});
