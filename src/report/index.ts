/**
 * Report: what a run found, as one page that needs no network.
 *
 * @module report
 */
export type {
  Known,
  ReportAncestor,
  ReportBasket,
  ReportCosts,
  ReportCurve,
  ReportData,
  ReportDoubt,
  ReportGoal,
  ReportMarket,
  ReportMember,
  ReportSearch,
  ReportStage,
  ReportSummary,
  ReportTrade,
} from './report-data.ts'
export { reportPage } from './report-page.ts'
