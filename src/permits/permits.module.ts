import { Module } from '@nestjs/common';
import { PermitsService } from './permits.service.js';

@Module({ providers: [PermitsService], exports: [PermitsService] })
export class PermitsModule {}
