import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { toCaseResponse } from '../cases/index.js';
import type { Actor } from '../kernel/index.js';
import { Acts, CurrentActor, ExpectedVersion, Reads, UuidParam } from '../platform/index.js';
import { AnswerAssignment } from './answer-assignment.js';
import { AssignPersons } from './assign-persons.js';
import {
  AcceptRequest,
  AssignedCaseResponse,
  AssignmentListResponse,
  AssignmentResponse,
  AssignmentsQuery,
  AssignRequest,
  DeclineRequest,
  ReceiveRequest,
  toAssignmentResponse,
  toAssignmentSummaryResponse,
} from './assignments.dto.js';
import { FindAssignments } from './find-assignments.js';

@ApiTags('Municipalities')
@Controller()
export class AssignmentsController {
  constructor(
    private readonly find: FindAssignments,
    private readonly assignPersons: AssignPersons,
    private readonly answer: AnswerAssignment,
  ) {}

  @Reads('assignments', {
    id: 'listAssignments',
    logs: 'assignment.list',
    summary: 'List assignments, the latest first',
    description: 'A municipality sees its own. Persons are told by their anonymous profile alone; each read is logged.',
    returns: AssignmentListResponse,
  })
  @Requires('assignment.read')
  async list(
    @Query() { limit = 50, cursor, ...filter }: AssignmentsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<AssignmentListResponse> {
    const page = await this.find.list(actor, filter, limit, cursor);
    return { items: page.items.map(toAssignmentSummaryResponse), nextCursor: page.nextCursor };
  }

  @Reads('assignments/:assignmentId', {
    id: 'getAssignment',
    logs: 'assignment.read',
    summary: 'One assignment: unnamed until the municipality has accepted, then with names',
    returns: AssignmentResponse,
    versioned: true,
  })
  @Requires('assignment.read')
  async one(
    @Param('assignmentId', UuidParam) assignmentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<AssignmentResponse> {
    return toAssignmentResponse(await this.find.one(actor, assignmentId));
  }

  @Acts('cases/:caseId/actions/assign', {
    id: 'assign',
    summary: 'Assign persons to a municipality',
    returns: AssignedCaseResponse,
    versioned: true,
  })
  @Requires('person.assign')
  async assign(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: AssignRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AssignedCaseResponse> {
    const { theCase, assignmentId } = await this.assignPersons.assign(caseId, version, body, actor);
    return { ...toCaseResponse(theCase), assignmentId };
  }

  @Acts('assignments/:assignmentId/actions/accept', {
    id: 'accept',
    summary: 'Accept an assignment, with a dwelling confirmed',
    description:
      "By the municipality's own account, or by the placement officer on its behalf. The version is that of the assignment.",
    returns: AssignmentResponse,
    versioned: true,
  })
  @Requires('person.accept')
  async accept(
    @Param('assignmentId', UuidParam) assignmentId: string,
    @Body() body: AcceptRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AssignmentResponse> {
    return toAssignmentResponse(await this.answer.accept(assignmentId, version, body, actor));
  }

  @Acts('assignments/:assignmentId/actions/decline', {
    id: 'decline',
    summary: 'Decline an assignment, with the reason',
    returns: AssignmentResponse,
    versioned: true,
  })
  @Requires('person.decline')
  async decline(
    @Param('assignmentId', UuidParam) assignmentId: string,
    @Body() body: DeclineRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AssignmentResponse> {
    return toAssignmentResponse(await this.answer.decline(assignmentId, version, body, actor));
  }

  @Acts('assignments/:assignmentId/actions/receive', {
    id: 'receiveInMunicipality',
    summary: 'Confirm that arrived persons were received',
    returns: AssignmentResponse,
    versioned: true,
  })
  @Requires('person.receive')
  async receive(
    @Param('assignmentId', UuidParam) assignmentId: string,
    @Body() body: ReceiveRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<AssignmentResponse> {
    return toAssignmentResponse(await this.answer.receive(assignmentId, version, body, actor));
  }
}
