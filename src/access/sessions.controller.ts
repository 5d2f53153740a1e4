import { Body, Controller, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Acts, Ends, notSensitive, Reads, type ActorRequest } from '../platform/index.js';
import {
  ChangePasswordRequest,
  CurrentSessionResponse,
  SessionResponse,
  SignInRequest,
  StepUpRequest,
  toCurrentSessionResponse,
  toOwnAccountResponse,
} from './access.dto.js';
import { Public, RequiresSession, type SessionRequest } from './access.guard.js';
import { OwnPassword } from './own-password.js';
import { SessionsService, type Credentials } from './sessions.service.js';
import { giveCookie, refuseSignInFromOtherSites, takeCookie } from './session-token.js';

@ApiTags('Access')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly ownPassword: OwnPassword,
  ) {}

  @Acts('', {
    id: 'signIn',
    summary: 'Sign in with a local account',
    returns: SessionResponse,
    status: 201,
    idempotencyKey: false,
  })
  @Public()
  async signIn(@Body() body: SignInRequest, @Req() request: ActorRequest): Promise<SessionResponse> {
    const { token, expiresAt, actor } = await this.sessions.signIn(sentBy(request, body));
    return { token, expiresAt, account: toOwnAccountResponse(actor) };
  }

  @Acts('browser', {
    id: 'signInBrowser',
    summary: 'Sign in from a page of this server; the session is kept in a cookie that no script can read',
    returns: CurrentSessionResponse,
    status: 201,
    idempotencyKey: false,
  })
  @Public()
  async signInBrowser(
    @Body() body: SignInRequest,
    @Req() request: ActorRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CurrentSessionResponse> {
    refuseSignInFromOtherSites(request);
    const session = await this.sessions.signIn(sentBy(request, body));
    giveCookie(response, session.token);
    return toCurrentSessionResponse(session);
  }

  @Reads('current', {
    id: 'whoAmI',
    logs: notSensitive('own'),
    summary: 'Whose session this is, what it permits and when it ends',
    returns: CurrentSessionResponse,
  })
  @RequiresSession()
  whoAmI(@Req() { session }: SessionRequest): CurrentSessionResponse {
    return toCurrentSessionResponse(session);
  }

  @Acts('current/step-up', {
    id: 'stepUp',
    summary: 'Confirm who one is: opens grants, bulk exports and the like for five minutes',
    returns: CurrentSessionResponse,
    idempotencyKey: false,
  })
  @RequiresSession()
  async stepUp(@Body() { password }: StepUpRequest, @Req() request: SessionRequest): Promise<CurrentSessionResponse> {
    return toCurrentSessionResponse(await this.sessions.stepUp(request.session, password, addressOf(request)));
  }

  @Acts('current/password', {
    id: 'changePassword',
    summary: "Choose another password for one's local account; one's other sessions end",
    returns: CurrentSessionResponse,
    idempotencyKey: false,
  })
  @RequiresSession()
  async changePassword(
    @Body() { password, newPassword }: ChangePasswordRequest,
    @Req() request: SessionRequest,
  ): Promise<CurrentSessionResponse> {
    await this.ownPassword.change(request.session, password, newPassword, addressOf(request));
    return toCurrentSessionResponse(request.session);
  }

  @Ends('current', { id: 'signOut', summary: 'Sign out; the cookie of a browser is cleared', status: 204 })
  @RequiresSession()
  async signOut(@Req() { session }: SessionRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.signOut(session);
    takeCookie(response);
  }
}

const addressOf = ({ ip }: ActorRequest): string => ip ?? '';
const sentBy = (request: ActorRequest, { username, password }: SignInRequest): Credentials => ({
  username,
  password,
  address: addressOf(request),
  requestId: request.requestId,
});
