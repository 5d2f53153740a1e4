import { Body, Controller, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Acts, notSensitive, Reads, type ActorRequest } from '../platform/index.js';
import { CurrentSessionResponse, toCurrentSessionResponse } from './access.dto.js';
import { Public, RequiresSession, type SessionRequest } from './access.guard.js';
import { OidcSignIn } from './oidc-sign-in.service.js';
import { OidcFinishRequest, OidcStartResponse, SignInMethodsResponse } from './oidc.dto.js';
import { giveCookie, keepBegun, keptBegun, refuseSignInFromOtherSites, takeBegun } from './session-token.js';

/**
 * Signing in at a provider of OpenID Connect. The provider sends the browser back to a page, and the page sends on what it was given: so
 * nothing changes by a GET, and every cookie is of this site alone.
 */
@ApiTags('Access')
@Controller('sessions')
export class OidcController {
  constructor(private readonly oidc: OidcSignIn) {}

  @Reads('methods', {
    id: 'listSignInMethods',
    logs: notSensitive('reference'),
    summary: 'How one signs in here',
    returns: SignInMethodsResponse,
  })
  @Public()
  methods(): SignInMethodsResponse {
    return { oidc: this.oidc.isConfigured };
  }

  @Acts('oidc/start', {
    id: 'startOidcSignIn',
    summary: 'Begin to sign in at the provider of OpenID Connect; the browser keeps a cookie meanwhile',
    returns: OidcStartResponse,
    idempotencyKey: false,
  })
  @Public()
  async start(
    @Req() request: ActorRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OidcStartResponse> {
    refuseSignInFromOtherSites(request);
    const { address, kept } = await this.oidc.start(null);
    keepBegun(response, kept);
    return { address };
  }

  @Acts('oidc', {
    id: 'signInOidc',
    summary: 'Sign in with what the provider of OpenID Connect sent back; the session is kept in a cookie',
    returns: CurrentSessionResponse,
    status: 201,
    idempotencyKey: false,
  })
  @Public()
  async finish(
    @Body() body: OidcFinishRequest,
    @Req() request: ActorRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CurrentSessionResponse> {
    refuseSignInFromOtherSites(request);
    const session = await this.oidc.finish(body.response, keptBegun(request), request.requestId);
    giveCookie(response, session.token);
    takeBegun(response);
    return toCurrentSessionResponse(session);
  }

  @Acts('current/step-up/oidc/start', {
    id: 'startOidcStepUp',
    summary: 'Begin to confirm at the provider of OpenID Connect who one is',
    returns: OidcStartResponse,
    idempotencyKey: false,
  })
  @RequiresSession()
  async startStepUp(
    @Req() request: SessionRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OidcStartResponse> {
    const { address, kept } = await this.oidc.start(request.session);
    keepBegun(response, kept);
    return { address };
  }

  @Acts('current/step-up/oidc', {
    id: 'stepUpOidc',
    summary: 'Confirm who one is, with what the provider of OpenID Connect sent back',
    returns: CurrentSessionResponse,
    idempotencyKey: false,
  })
  @RequiresSession()
  async stepUp(
    @Body() body: OidcFinishRequest,
    @Req() request: SessionRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CurrentSessionResponse> {
    const session = await this.oidc.stepUp(request.session, body.response, keptBegun(request));
    takeBegun(response);
    return toCurrentSessionResponse(session);
  }
}
