import { FlagField, TextField } from '../platform/index.js';

export class SignInMethodsResponse {
  @FlagField({ about: 'One signs in at the agency’s provider of OpenID Connect, too.' }) oidc: boolean;
}

export class OidcStartResponse {
  @TextField({ about: 'Where the browser goes to sign in; it is sent back to the page /sign-in/complete.' })
  address: string;
}

export class OidcFinishRequest {
  @TextField({
    about:
      'The query with which the provider sent the browser back, as it stands in the address, without the question mark.',
    max: 8000,
    example: 'code=an-authorization-code&state=what-was-sent-along',
  })
  response: string;
}
