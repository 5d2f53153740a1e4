import { Injectable } from '@nestjs/common';
import { permitsOwnOnly } from '../access/index.js';
import { AuditService } from '../audit/index.js';
import { CasesService } from '../cases/index.js';
import { Clock, NotFound, type Actor } from '../kernel/index.js';
import { toPdf, UnitOfWork, type Content } from '../platform/index.js';
import { ReferenceService } from '../reference/index.js';
import type { NeedsRecipient } from './domain/disclosure.js';
import {
  sheetForMunicipality,
  sheetForRegion,
  type InformationSheet,
  type SheetFact,
} from './domain/information-sheet.js';
import { viewsOf } from './find-assignments.js';
import { Assignment } from './municipalities.entities.js';
import { concerns } from './municipalities.service.js';
import { SettlementNeeds } from './settlement-needs.entities.js';

/** The case information sheet (domain.md (c) 7): what a municipality, or a region, may know of those who come. */
@Injectable()
export class InformationSheets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CasesService,
    private readonly reference: ReferenceService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * The sheet as its recipient may have it now, whoever asks: an official of the agency gets no more on paper than the municipality.
   * Logged for the recipient and its stage. Throws NotFound for another municipality's, and for a region that was told nothing.
   */
  of(actor: Actor, assignmentId: string, recipient: NeedsRecipient): Promise<InformationSheet> {
    return this.unitOfWork.run(actor, async (tx) => {
      const assignment = await tx.manager.findOneBy(Assignment, { id: assignmentId });
      const own = permitsOwnOnly(actor.roles, 'assignment.read');
      if (
        !assignment ||
        !concerns(actor, 'assignment.read', assignment.municipalityCode) ||
        (own && recipient === 'region')
      )
        throw new NotFound('assignment');
      const theCase = await this.cases.get(tx, assignment.caseId);
      const municipality = (await this.reference.findMunicipality(tx, assignment.municipalityCode))!;
      const { disclosed } = await viewsOf(tx, assignment, theCase, municipality.name);
      const told = {
        ...disclosed,
        ...{ assignmentId, municipality },
        persons: disclosed.persons?.map(({ person }) => person) ?? null,
      };
      const sheet =
        recipient === 'region' ? await this.ofRegion(tx, told, municipality.countyCode) : sheetForMunicipality(told);
      const { stage, recipientCode, persons } = sheet;
      this.audit.record(tx, actor, {
        action: 'assignment.read_sheet',
        subjectType: 'assignment',
        subjectId: assignmentId,
        caseId: assignment.caseId,
        payload: { stage, recipient, recipientCode, persons: persons.length },
      });
      return sheet;
    });
  }

  private async ofRegion(
    tx: Parameters<typeof viewsOf>[0],
    told: Parameters<typeof sheetForRegion>[0],
    countyCode: string,
  ): Promise<InformationSheet> {
    const latest = await tx.manager.findOne(SettlementNeeds, {
      where: { assignmentId: told.assignmentId, recipient: 'region' },
      order: { disclosedAt: 'DESC', id: 'DESC' },
    });
    if (latest === null || told.persons === null) throw new NotFound('sheet');
    const county = (await this.reference.counties()).find(({ code }) => code === countyCode)!;
    return sheetForRegion({ ...told, needs: latest.needs }, { code: countyCode, name: `Region ${county.name}` });
  }

  /** The same on paper. */
  toPdf(sheet: InformationSheet): Promise<Uint8Array> {
    const title = `Ärendeinformation för ${sheet.recipientName}`;
    const list = (facts: readonly SheetFact[]): Content => ({
      layout: 'noBorders',
      table: { widths: [110, '*'], body: facts.map(({ term, value }) => [{ text: term, bold: true }, value]) },
      margin: [0, 0, 0, 6],
    });
    return toPdf({
      title,
      on: this.clock.today(),
      foot: `${title}, steg: ${STAGE_WORDS[sheet.stage]}. Den som tar emot uppgifterna svarar för dem.`,
      content: [
        { text: title, fontSize: 15, bold: true, margin: [0, 0, 0, 4] },
        { text: `Utlämnat: ${STAGE_WORDS[sheet.stage]}`, margin: [0, 0, 0, 8] },
        list(sheet.facts),
        ...sheet.persons.flatMap(({ heading, facts }): Content[] => [
          { text: heading, fontSize: 11, bold: true, margin: [0, 6, 0, 2] },
          list(facts),
        ]),
      ],
    });
  }
}

const STAGE_WORDS = {
  anonymous: 'anonym profil',
  identity: 'identitet, efter godkännande',
  health: 'identitet och det som ska ordnas',
} as const;
