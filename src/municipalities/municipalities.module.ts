import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { CasesModule } from '../cases/index.js';
import { PolicyModule } from '../policy/index.js';
import { ReferenceModule } from '../reference/index.js';
import { AnswerAssignment } from './answer-assignment.js';
import { AssignPersons } from './assign-persons.js';
import { AssignmentsController } from './assignments.controller.js';
import { DiscloseNeeds } from './disclose-needs.js';
import { DisclosureController } from './disclosure.controller.js';
import { FindAssignments } from './find-assignments.js';
import { FollowPersons } from './follow-persons.js';
import { MunicipalNumbersController } from './municipal-numbers.controller.js';
import { MunicipalNumbersService } from './municipal-numbers.service.js';
import { InformationSheets } from './information-sheets.js';
import { ImportNumbers } from './import-numbers.js';
import { MunicipalitiesService } from './municipalities.service.js';
import { OffersController } from './offers.controller.js';
import { OffersService } from './offers.service.js';
import { WhatCanBeTaken } from './what-can-be-taken.js';

@Module({
  imports: [AuditModule, ReferenceModule, PolicyModule, CasesModule],
  controllers: [MunicipalNumbersController, OffersController, AssignmentsController, DisclosureController],
  providers: [
    MunicipalNumbersService,
    ImportNumbers,
    OffersService,
    MunicipalitiesService,
    AssignPersons,
    AnswerAssignment,
    FindAssignments,
    DiscloseNeeds,
    InformationSheets,
    FollowPersons,
    WhatCanBeTaken,
  ],
  exports: [AssignPersons, FollowPersons, MunicipalitiesService, WhatCanBeTaken],
})
export class MunicipalitiesModule {}
