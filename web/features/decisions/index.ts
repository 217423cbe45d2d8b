/** Front door of decisions: the form to decide something, for the review. */
export { DecisionForm } from './decision-form.tsx'
