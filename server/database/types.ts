/** The rows of every table, written by scripts/write-database-types.ts from the migrations. Run `npm run types:database` after changing one. */
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Numeric = ColumnType<number, number | string, number | string>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface Account {
  avatar_url: string | null;
  brand_id: string;
  connected_at: Timestamp;
  display_name: string;
  handle: string;
  id: string;
  limits: Json | null;
  network: string;
  network_account_id: string;
  pace: Generated<number>;
  rate_limited_until: Timestamp | null;
  removed_at: Timestamp | null;
  service_url: string | null;
  state: string;
  state_reason: Json | null;
  token_expires_at: Timestamp | null;
  workspace_id: string;
}

export interface AccountReading {
  account_id: string;
  import_id: string | null;
  metric: string;
  observed_at: Timestamp;
  origin: string;
  value: number;
  workspace_id: string;
}

export interface AccountWatch {
  account_id: string;
  backfill_cursor: string | null;
  backfill_done_at: Timestamp | null;
  failures: Generated<number>;
  last_problem: Json | null;
  last_read_at: Timestamp | null;
  newest_published_at: Timestamp | null;
  next_account_at: Timestamp;
  next_posts_at: Timestamp;
  workspace_id: string;
}

export interface Alert {
  address: string;
  brand_id: string;
  created_at: Timestamp;
  hour: number;
  id: string;
  key_id: string | null;
  kind: string;
  language: string;
  last_digest_day: string | null;
  mode: string;
  muted_until: Timestamp | null;
  secret: Buffer | null;
  steps: string[];
  user_id: string | null;
  workspace_id: string;
}

export interface AlertDelivery {
  alert_id: string;
  attempts: Generated<number>;
  created_at: Timestamp;
  entries: Json;
  id: string;
  mode: string;
  reason: Json | null;
  sent_at: Timestamp | null;
  state: string;
  workspace_id: string;
}

export interface AlertTold {
  alert_id: string;
  at: Timestamp;
  entry_id: string;
  urgency: string;
  workspace_id: string;
}

export interface ApiKey {
  configId: string;
  createdAt: Timestamp;
  enabled: boolean | null;
  expiresAt: Timestamp | null;
  id: string;
  key: string;
  lastRefillAt: Timestamp | null;
  lastRequest: Timestamp | null;
  metadata: string | null;
  name: string | null;
  permissions: string | null;
  prefix: string | null;
  rateLimitEnabled: boolean | null;
  rateLimitMax: number | null;
  rateLimitTimeWindow: number | null;
  referenceId: string;
  refillAmount: number | null;
  refillInterval: number | null;
  remaining: number | null;
  requestCount: number | null;
  start: string | null;
  updatedAt: Timestamp;
}

export interface ApprovalEvent {
  act: string;
  at: Timestamp;
  brand_id: string;
  by_key: string;
  by_name: string;
  content_hash: string | null;
  hash: string;
  note: string;
  number: number;
  previous_hash: string;
  request_id: string | null;
  step: number | null;
  subject_id: string | null;
  subject_kind: string | null;
  workspace_id: string;
}

export interface ApprovalPolicy {
  account_id: string | null;
  brand_id: string;
  id: string;
  policy: Json;
  updated_at: Timestamp;
  updated_by: string;
  workspace_id: string;
}

export interface ApprovalRequest {
  asked_at: Timestamp;
  asked_by: string;
  asked_by_key: string;
  brand_id: string;
  closed_at: Timestamp | null;
  content_hash: string;
  due_at: Timestamp | null;
  excerpt: string;
  id: string;
  policy: Json;
  state: string;
  step: number;
  subject_id: string;
  subject_kind: string;
  title: string;
  told_at: Timestamp | null;
  workspace_id: string;
}

export interface ApprovalVote {
  at: Timestamp;
  comment: string;
  id: string;
  request_id: string;
  step: number;
  vote: string;
  voter_key: string;
  voter_name: string;
  voter_role: string | null;
  workspace_id: string;
}

export interface Attempt {
  answer: Json | null;
  content_hash: string;
  finished_at: Timestamp | null;
  id: string;
  number: number;
  outcome: string | null;
  payload: Json;
  payload_hash: string;
  publication_id: string;
  reason: Json | null;
  started_at: Timestamp;
  token: string;
  worker: string;
  workspace_id: string;
}

export interface AudienceAudit {
  account_id: string | null;
  audit: Json;
  brand_id: string;
  counts: Json | null;
  created_at: Timestamp;
  drawn: Json;
  id: string;
  name: string;
  population: number;
  workspace_id: string;
}

export interface AudienceRepeat {
  account_id: string;
  brand_id: string;
  every_days: number;
  next_at: Timestamp;
  workspace_id: string;
}

export interface AudienceRun {
  account_id: string;
  audit_id: string | null;
  brand_id: string;
  created_at: Timestamp;
  ended_at: Timestamp | null;
  half_width: number;
  id: string;
  of_count: number | null;
  read_count: Generated<number>;
  reason: Json | null;
  state: string;
  workspace_id: string;
}

export interface AuthCredential {
  accessToken: string | null;
  accessTokenExpiresAt: Timestamp | null;
  accountId: string;
  createdAt: Generated<Timestamp>;
  id: string;
  idToken: string | null;
  password: string | null;
  providerId: string;
  refreshToken: string | null;
  refreshTokenExpiresAt: Timestamp | null;
  scope: string | null;
  updatedAt: Timestamp;
  userId: string;
}

export interface AuthRateLimit {
  count: number;
  id: string;
  key: string;
  lastRequest: number;
}

export interface AuthSession {
  activeOrganizationId: string | null;
  createdAt: Generated<Timestamp>;
  expiresAt: Timestamp;
  id: string;
  ipAddress: string | null;
  token: string;
  updatedAt: Timestamp;
  userAgent: string | null;
  userId: string;
}

export interface AuthUser {
  createdAt: Generated<Timestamp>;
  displayUsername: string | null;
  email: string;
  emailVerified: boolean;
  id: string;
  image: string | null;
  language: string | null;
  name: string;
  updatedAt: Generated<Timestamp>;
  username: string | null;
}

export interface AuthVerification {
  createdAt: Generated<Timestamp>;
  expiresAt: Timestamp;
  id: string;
  identifier: string;
  updatedAt: Generated<Timestamp>;
  value: string;
}

export interface Brand {
  created_at: Generated<Timestamp>;
  id: string;
  language: string;
  name: string;
  publish_window_minutes: Generated<number>;
  time_zone: string;
  week_starts_on: Generated<number>;
  workspace_id: string;
}

export interface Campaign {
  archived_at: Timestamp | null;
  brand_id: string;
  created_at: Timestamp;
  ends_on: string | null;
  id: string;
  key: string;
  name: string;
  starts_on: string | null;
  workspace_id: string;
}

export interface Candidate {
  brand_id: string;
  consent: Json | null;
  created_at: Timestamp;
  id: string;
  keep_until: string;
  profile: Json;
  workspace_id: string;
}

export interface CandidateCheck {
  beat_at: Timestamp;
  candidate_id: string;
  done: Generated<number>;
  state: string;
  token: string;
  total: Generated<number>;
  what: Json | null;
  workspace_id: string;
}

export interface CandidateClaim {
  candidate_id: string;
  claim: Json;
  id: string;
  result: Json | null;
  workspace_id: string;
}

export interface CandidateSheet {
  candidate_id: string;
  confirms: boolean | null;
  form: string;
  id: string;
  scores: Json;
  source: string;
  submitted_at: Timestamp;
  user_id: string;
  user_name: string;
  workspace_id: string;
}

export interface CandidateTable {
  account: string;
  added_at: Timestamp;
  candidate_id: string;
  id: string;
  kind: string;
  name: string;
  network: string | null;
  rows: Json;
  workspace_id: string;
}

export interface CandidateWork {
  added_at: Timestamp;
  bytes: Buffer | null;
  candidate_id: string;
  file_name: string | null;
  id: string;
  mime: string | null;
  text: string;
  title: string;
  workspace_id: string;
}

export interface ChannelCost {
  amount: Numeric;
  brand_id: string;
  campaign_id: string | null;
  channel: string | null;
  created_at: Timestamp;
  currency: string;
  ends_on: string;
  id: string;
  kind: string;
  note: string;
  starts_on: string;
  workspace_id: string;
}

export interface Click {
  agent: string;
  at: Timestamp;
  device: string | null;
  id: string;
  language: string | null;
  link_id: string;
  referrer: string | null;
  visitor: Buffer | null;
  workspace_id: string;
}

export interface ClickSalt {
  day: string;
  salt: Buffer;
}

export interface Competitor {
  added_at: Timestamp;
  added_by: string;
  brand_id: string;
  display_name: string;
  handle: string;
  id: string;
  last_read_at: Timestamp | null;
  network: string | null;
  source: string;
  state: string;
  state_reason: Json | null;
  vanished_at: Timestamp | null;
  workspace_id: string;
}

export interface CompetitorDay {
  competitor_id: string;
  day: string;
  engagements: number | null;
  followers: number | null;
  origin: string;
  posts: number | null;
  workspace_id: string;
}

export interface ConnectorCall {
  account_id: string;
  answered: Generated<number>;
  broken: Generated<number>;
  credential: Generated<number>;
  elapsed_ms: Generated<number>;
  hour: Timestamp;
  limited: Generated<number>;
  operation: string;
  refused: Generated<number>;
  silent: Generated<number>;
  workspace_id: string;
}

export interface ConnectorField {
  account_id: string;
  endpoint: string;
  field: string;
  first_at: Timestamp;
  workspace_id: string;
}

export interface ConnectorNotice {
  account_id: string;
  endpoint: string;
  first_at: Timestamp;
  kind: string;
  last_at: Timestamp;
  what: string;
  workspace_id: string;
}

export interface Conversation {
  account_id: string;
  assignee: string | null;
  author_id: string;
  brand_id: string;
  held_by: string | null;
  held_name: string | null;
  held_until: Timestamp | null;
  id: string;
  labels: Generated<string[]>;
  newest_at: Timestamp;
  replies: Generated<number>;
  snoozed_until: Timestamp | null;
  state: string;
  thread_key: string;
  waiting_since: Timestamp | null;
  workspace_id: string;
}

export interface ConversationNote {
  at: Timestamp;
  by: string;
  conversation_id: string;
  id: string;
  text: string;
  workspace_id: string;
}

export interface ConversationPresence {
  conversation_id: string;
  name: string;
  until: Timestamp;
  user_id: string;
  workspace_id: string;
}

export interface CreativeBrief {
  audience: string;
  brand_id: string;
  budget: Numeric | null;
  campaign_id: string | null;
  created_at: Timestamp;
  created_by: string;
  created_by_id: string;
  currency: string;
  due_on: string | null;
  id: string;
  message: string;
  objective: string;
  pillar: string | null;
  post_id: string | null;
  reference_list: Json;
  state: string;
  title: string;
  updated_at: Timestamp;
  workspace_id: string;
}

export interface CreativeComment {
  at: Timestamp;
  body: string;
  by_key: string;
  by_name: string;
  deliverable_id: string;
  from_link: boolean;
  id: string;
  internal: boolean;
  resolved_at: Timestamp | null;
  resolved_by: string | null;
  version_id: string;
  workspace_id: string;
  x: number | null;
  y: number | null;
}

export interface CreativeCost {
  amount: Numeric;
  brand_id: string;
  brief_id: string;
  created_at: Timestamp;
  created_by: string;
  currency: string;
  due_on: string | null;
  id: string;
  kind: string;
  label: string;
  paid_on: string | null;
  person_id: string | null;
  state: string;
  workspace_id: string;
}

export interface CreativeDeliverable {
  account_id: string | null;
  brand_id: string;
  brief_id: string;
  created_at: Timestamp;
  delivered_at: Timestamp | null;
  due_on: string | null;
  expected_hours: Numeric | null;
  format: string;
  id: string;
  kind: string;
  limits: Json;
  person_id: string | null;
  title: string;
  workspace_id: string;
}

export interface CreativeHours {
  brand_id: string;
  brief_id: string;
  created_at: Timestamp;
  created_by: string;
  day: string;
  deliverable_id: string | null;
  hours: Numeric;
  id: string;
  note: string;
  person_id: string;
  rate: Numeric | null;
  rate_currency: string | null;
  workspace_id: string;
}

export interface CreativePerson {
  away: Json;
  brand_id: string;
  created_at: Timestamp;
  email: string | null;
  hours_per_week: Numeric;
  id: string;
  language: string;
  name: string;
  note: string;
  place: string;
  rate: Numeric | null;
  rate_currency: string | null;
  removed_at: Timestamp | null;
  skills: string[];
  user_id: string | null;
  workspace_id: string;
}

export interface CreativeReminder {
  at: Timestamp;
  brand_id: string;
  due_on: string;
  stage: string;
  subject_id: string;
  workspace_id: string;
}

export interface CreativeReview {
  brand_id: string;
  deliverable_id: string;
  may_decide: boolean;
  reader: string;
  share_id: string;
  workspace_id: string;
}

export interface CreativeRight {
  alt: string;
  brand_id: string;
  consent: string;
  consent_expires_on: string | null;
  expires_on: string | null;
  holder: string;
  license: string;
  media_id: string;
  note: string;
  updated_at: Timestamp;
  updated_by: string;
  workspace_id: string;
}

export interface CreativeSettings {
  brand_id: string;
  currencies: string[];
  expected_hours: Json;
  workspace_id: string;
}

export interface CreativeVersion {
  alt: string;
  content_hash: string;
  created_at: Timestamp;
  created_by: string;
  deliverable_id: string;
  id: string;
  media_id: string | null;
  note: string;
  number: number;
  text: string;
  url: string | null;
  workspace_id: string;
}

export interface Credential {
  account_id: string;
  key_id: string;
  sealed: Buffer;
  updated_at: Timestamp;
  workspace_id: string;
}

export interface Decision {
  account_id: string | null;
  because: string;
  brand_id: string;
  check_on: string;
  checked_at: Timestamp | null;
  checked_by: string | null;
  decided_at: Timestamp;
  decided_by: string;
  decided_on: string;
  direction: string | null;
  id: string;
  metric: string | null;
  review_id: string | null;
  verdict: string | null;
  verdict_note: string;
  words: string;
  workspace_id: string;
}

export interface EngagementBlock {
  account_id: string | null;
  brand_id: string;
  id: string;
  minutes: number;
  person: string | null;
  start: string;
  weekday: number;
  workspace_id: string;
}

export interface EngagementSession {
  account_id: string;
  brand_id: string;
  corrected_minutes: number | null;
  ended_at: Timestamp;
  id: string;
  person: string;
  started_at: Timestamp;
  workspace_id: string;
}

export interface EngagementTrial {
  account_id: string;
  block_days: number;
  brand_id: string;
  carry_days: number;
  coins: string;
  created_at: Timestamp;
  created_by: string;
  id: string;
  metric: string;
  name: string;
  starts_on: string;
  stopped_at: Timestamp | null;
  workspace_id: string;
}

export interface Event {
  account_id: string | null;
  brand_id: string;
  campaign_id: string | null;
  channel: string | null;
  currency: string | null;
  id: string;
  import_id: string | null;
  kind: string;
  link_id: string | null;
  name: string | null;
  occurred_at: Timestamp;
  post_id: string | null;
  received_at: Timestamp;
  refunded: Numeric | null;
  region: string | null;
  skew_ms: number | null;
  source: string;
  value: Numeric | null;
  visitor_id: string;
  workspace_id: string;
}

export interface EventImport {
  brand_id: string;
  by_name: string;
  bytes: Generated<number>;
  ended_at: Timestamp | null;
  file_name: string;
  id: string;
  of_bytes: number | null;
  problem: Json | null;
  repeated: Generated<number>;
  rows: Generated<number>;
  saved: Generated<number>;
  started_at: Timestamp;
  state: string;
  workspace_id: string;
}

export interface EventStaged {
  account_id: string | null;
  campaign_id: string | null;
  channel: string | null;
  conversion_id: string | null;
  currency: string | null;
  id: string;
  import_id: string;
  is_total: boolean | null;
  kind: string;
  link_id: string | null;
  name: string | null;
  occurred_at: Timestamp;
  post_id: string | null;
  region: string | null;
  value: Numeric | null;
  visitor_id: string;
  workspace_id: string;
}

export interface Experiment {
  account_id: string;
  brand_id: string;
  created_at: Timestamp;
  decision: string | null;
  ends_at: Timestamp | null;
  id: string;
  plan: Json;
  seed: string | null;
  started_at: Timestamp | null;
  state: string;
  stopped_at: Timestamp | null;
  workspace_id: string;
}

export interface ExperimentLog {
  act: string;
  at: Timestamp;
  by: string;
  experiment_id: string;
  id: string;
  numbers: Json | null;
  reason: string;
  workspace_id: string;
}

export interface ExperimentSlot {
  arm: number;
  at: Timestamp;
  experiment_id: string;
  id: string;
  post_id: string | null;
  set_number: number;
  weekday: number;
  workspace_id: string;
}

export interface FirstRun {
  done_at: Generated<Timestamp>;
  only: Generated<boolean>;
}

export interface ForgottenPerson {
  at: Timestamp;
  brand_id: string;
  person_hash: Buffer;
  workspace_id: string;
}

export interface Goal {
  account_id: string | null;
  baseline_day: string | null;
  baseline_value: number | null;
  brand_id: string;
  closed_at: Timestamp | null;
  created_at: Timestamp;
  created_by: string;
  due: string;
  horizon: string;
  id: string;
  metric: string;
  owner: string;
  state: string;
  target: number;
  title: string;
  workspace_id: string;
}

export interface GoalChange {
  after: Json;
  at: Timestamp;
  before: Json;
  brand_id: string;
  by: string;
  goal_id: string;
  id: string;
  workspace_id: string;
}

export interface Holdout {
  brand_id: string;
  created_at: Timestamp;
  created_by: string;
  ends_on: string;
  id: string;
  plan: Json;
  reason: string | null;
  starts_on: string;
  state: string;
  stopped_at: Timestamp | null;
  title: string;
  workspace_id: string;
}

export interface Hook {
  accepted: Generated<number>;
  brand_id: string;
  created_at: Timestamp;
  id: string;
  key_id: string;
  last_at: Timestamp | null;
  last_problem: Json | null;
  refused: Generated<number>;
  removed_at: Timestamp | null;
  secret: Buffer;
  shop: string;
  workspace_id: string;
}

export interface HookDelivery {
  at: Timestamp;
  delivery: string;
  hook_id: string;
  workspace_id: string;
}

export interface HostedRecord {
  body: Json;
  collection: string;
  key: string;
  network: string;
  occurred_at: Timestamp;
  workspace_id: string;
}

export interface Import {
  brand_id: string;
  bytes: number;
  cancel_requested: Generated<boolean>;
  choices: Generated<Json>;
  created_at: Timestamp;
  created_by: string;
  file_name: string;
  finished_at: Timestamp | null;
  format: string | null;
  format_name: Json | null;
  id: string;
  lease_token: string | null;
  lease_until: Timestamp | null;
  modified_at: Timestamp | null;
  network: string | null;
  preview: Json | null;
  problem: Json | null;
  progress: Generated<number>;
  report: Json | null;
  rows_done: Generated<number>;
  rows_total: number | null;
  sha256: string;
  state: string;
  workspace_id: string;
}

export interface ImportProblem {
  column_name: string | null;
  import_id: string;
  place: number;
  row_number: number;
  sentence: Json;
  severity: string;
  value: string | null;
  workspace_id: string;
}

export interface InboxEvent {
  at: Timestamp;
  brand_id: string;
  conversation_id: string;
  kind: string;
  number: Generated<number>;
  workspace_id: string;
}

export interface InboxIdentity {
  author_id: string;
  brand_id: string;
  network: string;
  person_id: string;
  workspace_id: string;
}

export interface InboxOutward {
  at: Timestamp;
  brand_id: string;
  by: string;
  key: string;
  until: Timestamp | null;
  workspace_id: string;
}

export interface InboxPerson {
  brand_id: string;
  id: string;
  joined_at: Timestamp;
  joined_by: string;
  workspace_id: string;
}

export interface InboxRule {
  action: Json;
  brand_id: string;
  condition: Json;
  id: string;
  name: string;
  position: number;
  workspace_id: string;
}

export interface InboxSettings {
  brand_id: string;
  settings: Json;
  workspace_id: string;
}

export interface LearningRun {
  account_id: Generated<string>;
  brand_id: string;
  computed_at: Timestamp;
  input_hash: string;
  metric: string;
  result: Json;
  workspace_id: string;
}

export interface Link {
  account_id: string | null;
  archived_at: Timestamp | null;
  brand_id: string;
  campaign_id: string | null;
  carries_click: boolean;
  channel: string | null;
  created_at: Timestamp;
  created_by: string;
  destination: string;
  domain_id: string | null;
  id: string;
  post_id: string | null;
  slug: string;
  title: string;
  workspace_id: string;
}

export interface LinkDomain {
  brand_id: string;
  created_at: Timestamp;
  host: string;
  id: string;
  last_problem: string | null;
  reached_at: Timestamp | null;
  token: string;
  workspace_id: string;
}

export interface LinkPage {
  brand_id: string;
  changed_at: Timestamp;
  page: Json;
  slug: string;
  workspace_id: string;
}

export interface Media {
  brand_id: string;
  bytes: number;
  created_at: Timestamp;
  created_by: string;
  file_name: string;
  height: number | null;
  id: string;
  kind: string;
  mime: string;
  sha256: string;
  width: number | null;
  workspace_id: string;
}

export interface Message {
  account_id: string;
  author: Json;
  brand_id: string;
  conversation_id: string | null;
  deleted_at: Timestamp | null;
  edited_at: Timestamp | null;
  first_seen_at: Timestamp;
  has_link: Generated<boolean>;
  id: string;
  is_question: Generated<boolean>;
  kind: string;
  network_message_id: string;
  network_post_id: string | null;
  permalink: string | null;
  seen_at: Timestamp | null;
  sent_at: Timestamp;
  text: string;
  workspace_id: string;
}

export interface MessageReading {
  account_id: string;
  last_problem: string | null;
  last_read_at: Timestamp | null;
  newest_sent_at: Timestamp | null;
  resume_cursor: string | null;
  resume_newest: Timestamp | null;
  workspace_id: string;
}

export interface MessageVersion {
  message_id: string;
  replaced_at: Timestamp;
  text: string;
  workspace_id: string;
}

export interface MetricReading {
  day: string | null;
  import_id: string | null;
  last_observed_at: Timestamp;
  metric: string;
  metric_window: string;
  observed_at: Timestamp;
  origin: string;
  published_post_id: string;
  recorded_at: Generated<Timestamp>;
  value: number;
  workspace_id: string;
}

export interface Post {
  brand_id: string;
  created_at: Timestamp;
  created_by: string;
  id: string;
  removed_at: Timestamp | null;
  title: string;
  updated_at: Timestamp;
  workspace_id: string;
}

export interface PostPillar {
  brand_id: string;
  id: string;
  pillar_id: string;
  post_id: string | null;
  published_post_id: string | null;
  sorted_at: Timestamp;
  sorted_by: string;
  workspace_id: string;
}

export interface PostVersion {
  account_id: string | null;
  content: Json;
  content_hash: string;
  id: string;
  post_id: string;
  updated_at: Timestamp;
  updated_by: string;
  workspace_id: string;
}

export interface Publication {
  account_id: string;
  approved_at: Timestamp | null;
  approved_by: string | null;
  approved_content: Json | null;
  approved_hash: string | null;
  brand_id: string;
  check_at: Timestamp | null;
  checks: Generated<number>;
  created_at: Timestamp;
  handle: string | null;
  id: string;
  lease_until: Timestamp | null;
  local_time: string | null;
  network_post_id: string | null;
  not_before: Timestamp | null;
  permalink: string | null;
  post_id: string;
  published_at: Timestamp | null;
  reason: Json | null;
  recorded: Generated<boolean>;
  scheduled_at: Timestamp | null;
  state: string;
  time_zone: string | null;
  updated_at: Timestamp;
  window_ends_at: Timestamp | null;
  worker: string | null;
  workspace_id: string;
}

export interface PublicationEvent {
  at: Timestamp;
  by: string;
  from_state: string | null;
  id: string;
  publication_id: string;
  reason: Json | null;
  to_state: string;
  workspace_id: string;
}

export interface PublishedPost {
  account_id: string;
  brand_id: string;
  first_seen_at: Timestamp;
  format: string;
  id: string;
  import_id: string | null;
  language: string | null;
  network: string;
  network_post_id: string;
  next_reading_at: Timestamp | null;
  origin: string;
  paid: boolean | null;
  permalink: string | null;
  publication_id: string | null;
  published_at: Timestamp;
  text: string;
  time_known: Generated<boolean>;
  workspace_id: string;
}

export interface PulseChange {
  created_at: Timestamp;
  created_by: string;
  day: string;
  id: string;
  kind: string;
  metrics: Json | null;
  network: string | null;
  platform: string;
  source: string | null;
  words: string;
  workspace_id: string;
}

export interface PulseFeed {
  added_at: Timestamp;
  added_by: string;
  id: string;
  network: string | null;
  platform: string;
  problem: Json | null;
  read_at: Timestamp | null;
  title: string;
  url: string;
  workspace_id: string;
}

export interface PulseFeedItem {
  day: string | null;
  decided_at: Timestamp | null;
  decided_by: string | null;
  feed_id: string;
  guid: string;
  id: string;
  link: string | null;
  seen_at: Timestamp;
  state: string;
  summary: string;
  title: string;
  workspace_id: string;
}

export interface PulseShift {
  account_id: string;
  after_value: number;
  before_value: number;
  brand_id: string;
  day: string;
  direction: string;
  earliest: string;
  firm: boolean;
  found_on: string;
  id: string;
  latest: string;
  metric: string;
  note: Json | null;
  reasons: Json;
  scale: string;
  size: Json;
  step: string;
  verdict: string;
  workspace_id: string;
}

export interface PulseWatch {
  brand_id: string;
  days_between: number;
  ran_at: Timestamp;
  series: Json;
  workspace_id: string;
}

export interface Refund {
  amount: Numeric | null;
  brand_id: string;
  conversion_id: string;
  currency: string | null;
  id: string;
  import_id: string | null;
  is_total: boolean;
  occurred_at: Timestamp;
  order_name: string;
  received_at: Timestamp;
  source: string;
  told_at: Timestamp;
  workspace_id: string;
}

export interface Reply {
  at: Timestamp;
  by: string;
  conversation_id: string;
  id: string;
  message_id: string;
  post_id: string | null;
  problem: Json | null;
  text: string;
  waited_since: Timestamp | null;
  workspace_id: string;
}

export interface SavedReply {
  brand_id: string;
  id: string;
  name: string;
  text: string;
  workspace_id: string;
}

export interface Share {
  brand_id: string;
  created_at: Timestamp;
  created_by: string;
  expires_at: Timestamp;
  id: string;
  kind: string;
  language: string;
  last_opened_at: Timestamp | null;
  opened_count: Generated<number>;
  pin_failures: Generated<number>;
  pin_hash: string | null;
  pin_locked_until: Timestamp | null;
  report: Json;
  revoked_at: Timestamp | null;
  subject_id: string;
  token_hash: Buffer;
  workspace_id: string;
}

export interface SigningKey {
  created_at: Timestamp;
  id: string;
  public_key: string;
  retired_at: Timestamp | null;
  sealed: Buffer;
  sealed_by: string;
  workspace_id: string;
}

export interface SiteKey {
  brand_id: string;
  created_at: Timestamp;
  id: string;
  key: string;
  origins: string[];
  revoked_at: Timestamp | null;
  workspace_id: string;
}

export interface Spent {
  brand_id: string;
  currency: string | null;
  day: string;
  hours: number | null;
  id: string;
  money: Numeric | null;
  noted_at: Timestamp;
  noted_by: string;
  what: string;
  workspace_id: string;
}

export interface StrategyVersion {
  brand_id: string;
  changes: Json;
  content: Json;
  note: string;
  number: number;
  saved_at: Timestamp;
  saved_by: string;
  workspace_id: string;
}

export interface Survey {
  brand_id: string;
  changed_at: Timestamp;
  survey: Json;
  token: string;
  workspace_id: string;
}

export interface SurveyAnswer {
  answered_at: Timestamp;
  brand_id: string;
  choice: string;
  conversion_id: string | null;
  id: string;
  known_origin: string | null;
  source: string;
  visitor_id: string | null;
  words: string | null;
  workspace_id: string;
}

export interface TodayAway {
  at: Timestamp;
  brand_id: string;
  fingerprint: string;
  item_id: string;
  kind: string;
  until: Timestamp | null;
  urgency: string;
  user_id: string;
  workspace_id: string;
}

export interface UtmRules {
  brand_id: string;
  changed_at: Timestamp;
  rules: Json;
  workspace_id: string;
}

export interface WeeklyReview {
  brand_id: string;
  edited_at: Timestamp | null;
  edited_by: string | null;
  headline: Json;
  id: string;
  items: Json;
  monday: string;
  note: string;
  version: number;
  workspace_id: string;
  written_at: Timestamp;
}

export interface Workspace {
  createdAt: Timestamp;
  id: string;
  logo: string | null;
  metadata: string | null;
  name: string;
  slug: string;
}

export interface WorkspaceInvitation {
  createdAt: Generated<Timestamp>;
  email: string;
  expiresAt: Timestamp;
  id: string;
  inviterId: string;
  organizationId: string;
  role: string | null;
  status: string;
}

export interface WorkspaceMember {
  createdAt: Timestamp;
  id: string;
  organizationId: string;
  role: string;
  userId: string;
}

export interface DB {
  account: Account;
  account_reading: AccountReading;
  account_watch: AccountWatch;
  alert: Alert;
  alert_delivery: AlertDelivery;
  alert_told: AlertTold;
  api_key: ApiKey;
  approval_event: ApprovalEvent;
  approval_policy: ApprovalPolicy;
  approval_request: ApprovalRequest;
  approval_vote: ApprovalVote;
  attempt: Attempt;
  audience_audit: AudienceAudit;
  audience_repeat: AudienceRepeat;
  audience_run: AudienceRun;
  auth_credential: AuthCredential;
  auth_rate_limit: AuthRateLimit;
  auth_session: AuthSession;
  auth_user: AuthUser;
  auth_verification: AuthVerification;
  brand: Brand;
  campaign: Campaign;
  candidate: Candidate;
  candidate_check: CandidateCheck;
  candidate_claim: CandidateClaim;
  candidate_sheet: CandidateSheet;
  candidate_table: CandidateTable;
  candidate_work: CandidateWork;
  channel_cost: ChannelCost;
  click: Click;
  click_salt: ClickSalt;
  competitor: Competitor;
  competitor_day: CompetitorDay;
  connector_call: ConnectorCall;
  connector_field: ConnectorField;
  connector_notice: ConnectorNotice;
  conversation: Conversation;
  conversation_note: ConversationNote;
  conversation_presence: ConversationPresence;
  creative_brief: CreativeBrief;
  creative_comment: CreativeComment;
  creative_cost: CreativeCost;
  creative_deliverable: CreativeDeliverable;
  creative_hours: CreativeHours;
  creative_person: CreativePerson;
  creative_reminder: CreativeReminder;
  creative_review: CreativeReview;
  creative_right: CreativeRight;
  creative_settings: CreativeSettings;
  creative_version: CreativeVersion;
  credential: Credential;
  decision: Decision;
  engagement_block: EngagementBlock;
  engagement_session: EngagementSession;
  engagement_trial: EngagementTrial;
  event: Event;
  event_import: EventImport;
  event_staged: EventStaged;
  experiment: Experiment;
  experiment_log: ExperimentLog;
  experiment_slot: ExperimentSlot;
  first_run: FirstRun;
  forgotten_person: ForgottenPerson;
  goal: Goal;
  goal_change: GoalChange;
  holdout: Holdout;
  hook: Hook;
  hook_delivery: HookDelivery;
  hosted_record: HostedRecord;
  import: Import;
  import_problem: ImportProblem;
  inbox_event: InboxEvent;
  inbox_identity: InboxIdentity;
  inbox_outward: InboxOutward;
  inbox_person: InboxPerson;
  inbox_rule: InboxRule;
  inbox_settings: InboxSettings;
  learning_run: LearningRun;
  link: Link;
  link_domain: LinkDomain;
  link_page: LinkPage;
  media: Media;
  message: Message;
  message_reading: MessageReading;
  message_version: MessageVersion;
  metric_reading: MetricReading;
  post: Post;
  post_pillar: PostPillar;
  post_version: PostVersion;
  publication: Publication;
  publication_event: PublicationEvent;
  published_post: PublishedPost;
  pulse_change: PulseChange;
  pulse_feed: PulseFeed;
  pulse_feed_item: PulseFeedItem;
  pulse_shift: PulseShift;
  pulse_watch: PulseWatch;
  refund: Refund;
  reply: Reply;
  saved_reply: SavedReply;
  share: Share;
  signing_key: SigningKey;
  site_key: SiteKey;
  spent: Spent;
  strategy_version: StrategyVersion;
  survey: Survey;
  survey_answer: SurveyAnswer;
  today_away: TodayAway;
  utm_rules: UtmRules;
  weekly_review: WeeklyReview;
  workspace: Workspace;
  workspace_invitation: WorkspaceInvitation;
  workspace_member: WorkspaceMember;
}
