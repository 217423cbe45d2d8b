/** Front door of approvals in the web app. */
export { ApprovalBox } from './approval-box.tsx'
