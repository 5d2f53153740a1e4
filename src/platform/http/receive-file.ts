import { createParamDecorator, HttpException, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Readable } from 'node:stream';
import { EMPTY } from 'rxjs';
import { DomainError, InvalidInput } from '../../kernel/index.js';
import type { FileStore, ReceivedContent } from '../files/file-store.js';
import { refuseWrongParts } from './body.js';
import type { ActorRequest } from './params.js';

/** What a form with a file is sent as. */
export const MULTIPART = 'multipart/form-data';
/** The one part of such a form that is a file. */
export const FILE_PART = 'content';
const FORM_BYTES = 64 * 1024;
const FIELDS = 20;
const FIELD_BYTES = 8 * 1024;

/** A file of a form, on the server's disk and not kept yet, with the name that its sender gave it: not to be trusted. */
export interface ReceivedFile extends ReceivedContent {
  readonly name: string;
}
export interface FileRequest extends ActorRequest {
  received?: ReceivedFile;
  file?: ReceivedContent & { originalname: string; stream: Readable };
}

/** The file of the form. Throws InvalidInput when none was sent. */
export const FileOfForm = createParamDecorator((_: unknown, context: ExecutionContext): ReceivedFile => {
  const { received } = context.switchToHttp().getRequest<FileRequest>();
  if (received) return received;
  throw new InvalidInput([
    { pointer: `/${FILE_PART}`, code: 'required', message: `Send a file in the part ${FILE_PART}, with its name.` },
  ]);
});

/** Reads forms: the fields into the body, the one file to the store as it comes, so that no file takes memory. */
export class FormReader {
  private readonly parts: NestInterceptor;

  constructor(
    private readonly store: FileStore,
    private readonly maxBytes: number,
  ) {
    type Done = (error: unknown, stored?: ReceivedContent) => void;
    const storage = {
      _handleFile: (_request: unknown, file: { stream: Readable }, done: Done) =>
        void store.receive(file.stream).then((stored) => done(null, stored), done),
      _removeFile: (_request: unknown, file: ReceivedContent, done: Done) =>
        void store.discard(file.path).then(() => done(null), done),
    };
    const limits = { fileSize: maxBytes, files: 1, fields: FIELDS, fieldSize: FIELD_BYTES, fieldNestingDepth: 0 };
    this.parts = new (FileInterceptor(FILE_PART, { storage, limits, defParamCharset: 'utf8' }))();
  }

  /** Called once the permission was judged. Throws InvalidInput, or 400, 413 and 415; nothing is left behind then. */
  async read(context: ExecutionContext): Promise<void> {
    const request = context.switchToHttp().getRequest<FileRequest>();
    if (!request.is(MULTIPART)) throw new HttpException(`Send ${MULTIPART}.`, 415);
    if (Number(request.headers['content-length'] ?? 0) > this.maxBytes + FORM_BYTES) throw this.tooLarge();
    try {
      await this.parts.intercept(context, { handle: () => EMPTY });
    } catch (error) {
      if (error instanceof HttpException && error.getStatus() === 413) throw this.tooLarge();
      if (error instanceof HttpException || error instanceof DomainError || !request.destroyed) throw error;
      throw new HttpException('The form broke off before its end.', 400, { cause: error });
    }
    const fields = { ...(request.body as Record<string, unknown>) };
    const { file } = request;
    if (file) request.received = { path: file.path, size: file.size, sha256: file.sha256, name: file.originalname };
    refuseWrongParts(fields, 'The form');
    request.body = fields;
  }

  /** After the act: what it did not keep is taken away. */
  async discard(request: FileRequest): Promise<void> {
    if (request.received) await this.store.discard(request.received.path);
  }

  private tooLarge(): HttpException {
    return new HttpException(`The file is larger than ${this.maxBytes / 1024 / 1024} MB, the most that is taken.`, 413);
  }
}
