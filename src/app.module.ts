import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule, DemoClockModule } from './access/index.js';
import { databaseOptions } from './app.database.js';
import { AuditModule } from './audit/index.js';
import { CasesModule } from './cases/index.js';
import { CaseworkModule } from './casework/index.js';
import { ClosuresModule } from './closures/index.js';
import { DocumentsModule } from './documents/index.js';
import { ExclusionModule } from './exclusion/index.js';
import { FamilyModule } from './family/index.js';
import { ForecastModule } from './forecast/index.js';
import type { Clock } from './kernel/index.js';
import { MunicipalitiesModule } from './municipalities/index.js';
import { PermitsModule } from './permits/index.js';
import { PlacementModule } from './placement/index.js';
import { PlatformModule, SettableClock, type Config } from './platform/index.js';
import { PolicyModule } from './policy/index.js';
import { QuotasModule } from './quotas/index.js';
import { RecordsModule } from './records/index.js';
import { ReferenceModule } from './reference/index.js';
import { ReportsModule } from './reports/index.js';
import { ScreeningModule } from './screening/index.js';
import { SelectionModule } from './selection/index.js';
import { SubmissionsModule } from './submissions/index.js';
import { TravelModule } from './travel/index.js';

/** The modules in pipeline order (architecture.md 3). */
@Module({})
export class AppModule {
  static with(config: Config, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, databaseOptions(config.database), clock),
        AuditModule,
        AccessModule,
        ReferenceModule,
        PolicyModule,
        QuotasModule,
        CasesModule,
        ForecastModule,
        SubmissionsModule,
        DocumentsModule,
        ScreeningModule,
        ExclusionModule,
        SelectionModule,
        PermitsModule,
        MunicipalitiesModule,
        PlacementModule,
        TravelModule,
        ClosuresModule,
        FamilyModule,
        RecordsModule,
        CaseworkModule,
        ReportsModule,
        ...(clock instanceof SettableClock && !config.production ? [DemoClockModule] : []),
      ],
    };
  }
}
