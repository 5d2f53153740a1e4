import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import {
  CodeColumn,
  CountColumn,
  FlagColumn,
  Id,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
} from '../platform/index.js';

@Entity('accounts')
@Index('ux_accounts_username', ['username'], { unique: true })
@Index('ux_accounts_oidc', ['oidcIssuer', 'oidcSubject'], { unique: true })
@Check('ck_accounts_municipality', `municipality_code IS NULL OR length(municipality_code) = 4`)
export class Account {
  @Id() id: string;
  @LineColumn({ length: 100 }) username: string;
  @LineColumn() name: string;
  @LineColumn() passwordHash: string;
  @JsonColumn() roles: string[];
  @CodeColumn({ length: 4, nullable: true }) municipalityCode: string | null;
  /** Whose account it is, when somebody has more than one: two accounts of one official never sign for two people. */
  @LineColumn({ length: 100, nullable: true }) staffNumber: string | null;
  /** At which provider of OpenID Connect, and as whom there, one signs in to it. */
  @LineColumn({ nullable: true }) oidcIssuer: string | null;
  @LineColumn({ nullable: true }) oidcSubject: string | null;
  /** Demo accounts never exist in production. */
  @FlagColumn() demo: boolean;
  @InstantColumn() createdAt: string;
  @InstantColumn({ nullable: true }) closedAt: string | null;
  @CountColumn() version: number;
}

/** A signed-in session. Only a digest of its token is kept. */
@Entity('sessions')
@Index('ux_sessions_token', ['tokenHash'], { unique: true })
@Index('ix_sessions_account', ['accountId'])
export class Session {
  @Id() id: string;
  @IdColumn() @ForeignKey(() => Account, { name: 'fk_sessions_account' }) accountId: string;
  @Column({ type: 'varchar', length: 64 }) tokenHash: string;
  @InstantColumn() createdAt: string;
  @InstantColumn() seenAt: string;
  @InstantColumn() expiresAt: string;
  /** When its owner last proved to be that; as it was opened, if not since. */
  @InstantColumn({ nullable: true }) steppedUpAt: string | null;
}
