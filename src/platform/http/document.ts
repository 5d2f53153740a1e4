import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemResponse } from './problem.dto.js';
import { addRunnableExamples } from './runnable-examples.js';

const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['Access', 'Signing in, accounts and what each role may do.'],
  ['Reference', 'Countries, municipalities, submission categories, reason codes.'],
  ['Policy', 'The dated rules.'],
  ['Quotas', 'Periods, sub-quotas and the ledger of places.'],
  ['Forecast', 'Will the quota be filled, how many to request, until when.'],
  ['Submissions', "UNHCR's submissions, one by one or in batches."],
  ['Cases', 'Cases, their persons, what may be done next, and their story.'],
  ['Documents', 'Papers of a case, kept with their content: filed, replaced, withdrawn, downloaded.'],
  ['Screening', 'Pre-screening by the Security Service.'],
  ['Exclusion', 'Exclusion assessments.'],
  ['Duty to report', 'Suspicion of genocide, crimes against humanity and war crimes, in a compartment of its own.'],
  ['Selection', 'Dossier or mission, interviews, examination.'],
  ['Permits', 'Proposals and decisions.'],
  ['Municipalities', 'Municipal numbers, what municipalities can take, assignments and answers.'],
  ['Placement', 'Plans of many assignments at once, why they are as they are, and the choices on them.'],
  ['Travel', 'Checklist, booking, departure, arrival, reception.'],
  ['Closures', 'Leaving the road before arrival.'],
  ['Family', 'Members, marriages, splits, merges and links, each with its effects before it is confirmed.'],
  ['Records', "Masked copies of a case, for the public or for the person's own use."],
  ['Reports', 'Quota progress and exports.'],
  ['Audit', 'Who did what, and why.'],
  ['Demo', 'Only outside production.'],
  ['Health', 'For whoever operates the server.'],
];

interface Operation {
  tags?: string[];
  security?: object[];
  'x-permission'?: string;
}

/** The OpenAPI document: the description of the interface, in the order of the work. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Vidar')
    .setDescription(
      'Plans and runs the refugee resettlement quota: from the submission to the person received in a municipality and counted against the quota. ' +
        'Conventions: dates are YYYY-MM-DD, instants UTC; a verb is POST …/actions/{verb} with If-Match and Idempotency-Key; ' +
        'every refusal is application/problem+json with a stable code; x-permission names what an operation needs. ' +
        'No text contains the NUL character.',
    )
    .setVersion('1.0.0')
    .setLicense('Not licensed for use outside the agency', 'https://example.org/vidar/licence')
    .addServer('/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token of POST /api/v1/sessions.' }, 'session')
    .addCookieAuth(
      '__Host-vidar-session',
      { type: 'apiKey', in: 'cookie', description: 'Set by POST /api/v1/sessions/browser, for pages of this server.' },
      'browser',
    )
    .addSecurityRequirements('session')
    .addSecurityRequirements('browser');
  for (const [name, description] of TAGS) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), { extraModels: [ProblemResponse] });
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[]);
  const used = new Set(operations.flatMap((operation) => operation.tags ?? []));
  for (const operation of operations) if (operation['x-permission'] === 'public') operation.security = [];
  addRunnableExamples(document);
  document.tags = (document.tags ?? []).filter((tag) => used.has(tag.name));
  return document;
}
