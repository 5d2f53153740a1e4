import { applyDecorators, Body, Controller, Param, Query, Res, StreamableFile, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '../access/index.js';
import { Clock, type Actor } from '../kernel/index.js';
import {
  Acts,
  CurrentActor,
  ExpectedVersion,
  FILE_PART,
  FileOfForm,
  MULTIPART,
  NumberParam,
  notSensitive,
  Reads,
  UuidParam,
  type ReceivedFile,
} from '../platform/index.js';
import {
  DocumentKindListResponse,
  documentKinds,
  FiledDocumentListResponse,
  FiledDocumentResponse,
  FiledDocumentsQuery,
  FileDocumentRequest,
  MissingDocumentListResponse,
  MissingDocumentsQuery,
  ReplaceDocumentRequest,
  toFiledDocumentResponse,
  WithdrawDocumentRequest,
} from './documents.dto.js';
import { DocumentsService } from './documents.service.js';
import { CONTENT_TYPES } from './domain/content-types.js';
import { attachment } from './domain/file-names.js';
import { FileDocument } from './file-document.js';
import { MissingDocuments } from './missing-documents.js';

const PAGE = 50;
const BINARY = { type: 'string', format: 'binary' };

/** A form with these fields and one file. */
const TakesForm = (fields: Type<unknown>): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(fields),
    ApiConsumes(MULTIPART),
    ApiBody({
      description: 'A form: the fields, and the file with its name.',
      required: true,
      schema: {
        allOf: [
          { $ref: getSchemaPath(fields) },
          {
            type: 'object',
            required: [FILE_PART],
            properties: { [FILE_PART]: { ...BINARY, description: 'The file.' } },
          },
        ],
      },
    }),
  );

const AnswersContent = (): MethodDecorator =>
  ApiResponse({
    status: 200,
    description: 'The content, as it was filed.',
    content: Object.fromEntries(
      Object.values(CONTENT_TYPES).map(({ mediaType }) => [mediaType.split(';')[0]!, { schema: BINARY }]),
    ) as never,
  });

@ApiTags('Documents')
@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly filing: FileDocument,
    private readonly missing: MissingDocuments,
    private readonly clock: Clock,
  ) {}

  @Reads('document-kinds', {
    id: 'listDocumentKinds',
    logs: notSensitive('reference'),
    summary: 'The kinds of documents, with their sources',
    returns: DocumentKindListResponse,
  })
  @Requires('document.read')
  kinds(): DocumentKindListResponse {
    return documentKinds();
  }

  @Reads('cases/:caseId/documents', {
    id: 'listDocuments',
    logs: 'document.read',
    summary: 'The documents of a case that are kept with their content',
    description:
      'Expired and withdrawn ones are among them, and what was filed in an earlier case of somebody who is in this one now. Of restricted ones a reader without the permission learns only that they are there.',
    returns: FiledDocumentListResponse,
  })
  @Requires('document.read')
  async list(
    @Param('caseId', UuidParam) caseId: string,
    @Query() query: FiledDocumentsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<FiledDocumentListResponse> {
    const found = await this.documents.list(caseId, query, actor);
    return { items: found.map((view) => toFiledDocumentResponse(view, actor, this.clock.today())) };
  }

  @Reads('documents/missing', {
    id: 'listMissingDocuments',
    summary: 'Documents whose content is missing: named by the form and never filed, or gone from the store',
    description:
      'Case by case. Of what a form names, restricted kinds (health, best interests, the claim) are shown on the case and not listed.',
    returns: MissingDocumentListResponse,
    logs: 'document.find_missing',
  })
  @Requires('document.find_missing')
  listMissing(
    @Query() { limit = PAGE, cursor, ...filter }: MissingDocumentsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<MissingDocumentListResponse> {
    return this.missing.list(actor, filter, limit, cursor);
  }

  @TakesForm(FileDocumentRequest)
  @Acts('cases/:caseId/documents', {
    id: 'fileDocument',
    summary: 'File a document in a case, under the next number of its diary',
    description:
      'The type is told by the content, and the ending of the name must agree: PDF, PNG, JPEG, TIFF, WebP, DOCX, XLSX, ODT, text in UTF-8.',
    returns: FiledDocumentResponse,
    status: 201,
  })
  @Requires('document.file')
  async file(
    @Param('caseId', UuidParam) caseId: string,
    @Body() body: FileDocumentRequest,
    @FileOfForm() received: ReceivedFile,
    @CurrentActor() actor: Actor,
  ): Promise<FiledDocumentResponse> {
    return this.answer(await this.filing.file(caseId, body, received, actor), actor);
  }

  @Reads('documents/:documentId', {
    id: 'getDocument',
    logs: 'document.read',
    summary: 'One document with all its versions',
    returns: FiledDocumentResponse,
    versioned: true,
  })
  @Requires('document.read')
  async one(
    @Param('documentId', UuidParam) documentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<FiledDocumentResponse> {
    return this.answer(await this.documents.one(documentId, actor), actor);
  }

  @TakesForm(ReplaceDocumentRequest)
  @Acts('documents/:documentId/actions/replace', {
    id: 'replaceDocument',
    summary: 'Let a newer version take the place of the one that stands; the old one stays readable',
    returns: FiledDocumentResponse,
    versioned: true,
  })
  @Requires('document.replace')
  async replace(
    @Param('documentId', UuidParam) documentId: string,
    @Body() body: ReplaceDocumentRequest,
    @FileOfForm() received: ReceivedFile,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FiledDocumentResponse> {
    return this.answer(await this.filing.replace(documentId, version, body, received, actor), actor);
  }

  @Acts('documents/:documentId/actions/withdraw', {
    id: 'withdrawDocument',
    summary: 'Withdraw a document that should not have been filed: its content is hidden, its trace stays',
    returns: FiledDocumentResponse,
    versioned: true,
  })
  @Requires('document.withdraw')
  async withdraw(
    @Param('documentId', UuidParam) documentId: string,
    @Body() { reason }: WithdrawDocumentRequest,
    @ExpectedVersion() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<FiledDocumentResponse> {
    return this.answer(await this.filing.withdraw(documentId, version, reason, actor), actor);
  }

  @AnswersContent()
  @Reads('documents/:documentId/content', {
    id: 'downloadDocument',
    logs: 'document.read',
    summary: 'The content of the latest version, checked against its checksum',
  })
  @Requires('document.read')
  content(
    @Param('documentId', UuidParam) documentId: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return this.download(documentId, null, actor, response);
  }

  @AnswersContent()
  @Reads('documents/:documentId/versions/:documentVersion/content', {
    id: 'downloadDocumentVersion',
    logs: 'document.read',
    summary: 'The content of one version, checked against its checksum',
  })
  @Requires('document.read')
  contentOf(
    @Param('documentId', UuidParam) documentId: string,
    @Param('documentVersion', NumberParam) documentVersion: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return this.download(documentId, documentVersion, actor, response);
  }

  private answer(view: Parameters<typeof toFiledDocumentResponse>[0], actor: Actor): FiledDocumentResponse {
    return toFiledDocumentResponse(view, actor, this.clock.today());
  }

  /** To be saved, never shown: whatever the content is, no browser runs it (ASVS 3.2.1). */
  private async download(
    documentId: string,
    number: number | null,
    actor: Actor,
    response: Response,
  ): Promise<StreamableFile> {
    const { version, bytes } = await this.documents.content(documentId, number, actor);
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const { mediaType: type, sizeBytes: length, fileName } = version;
    return new StreamableFile(bytes, { type, length, disposition: attachment(fileName) });
  }
}
