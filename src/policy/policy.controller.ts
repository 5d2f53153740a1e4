import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { notSensitive, Reads } from '../platform/index.js';
import { PolicyRuleListResponse, PolicyRulesQuery, toPolicyRuleResponse } from './policy.dto.js';
import { PolicyService } from './policy.service.js';

@ApiTags('Policy')
@Controller('policy')
export class PolicyController {
  constructor(private readonly policy: PolicyService) {}

  @Reads('rules', {
    id: 'listPolicyRules',
    logs: notSensitive('reference'),
    summary: 'List the dated rules, in force and proposed',
    description:
      'Every rule that depends on a date, with its legal source. Vidar applies the one in force on the day of the act.',
    returns: PolicyRuleListResponse,
  })
  @Requires('policy.read')
  async rules(@Query() query: PolicyRulesQuery): Promise<PolicyRuleListResponse> {
    return { items: (await this.policy.rules(query)).map(toPolicyRuleResponse) };
  }
}
