import { z } from 'zod'

/** Ids are opaque strings; the brand keeps a candidate's from standing where an application's belongs. */
const id = <Brand extends string>() => z.string().min(1).max(64).brand<Brand>()

export const EmployerId = id<'EmployerId'>()
export type EmployerId = z.infer<typeof EmployerId>
export const UserId = id<'UserId'>()
export type UserId = z.infer<typeof UserId>
export const PostingId = id<'PostingId'>()
export type PostingId = z.infer<typeof PostingId>
export const PostingTemplateId = id<'PostingTemplateId'>()
export type PostingTemplateId = z.infer<typeof PostingTemplateId>
/** Of a criterion in a kit; also its key in the kit's document. */
export const CriterionId = id<'CriterionId'>()
export type CriterionId = z.infer<typeof CriterionId>
export const KitQuestionId = id<'KitQuestionId'>()
export type KitQuestionId = z.infer<typeof KitQuestionId>
export const KitTemplateId = id<'KitTemplateId'>()
export type KitTemplateId = z.infer<typeof KitTemplateId>
export const CandidateId = id<'CandidateId'>()
export type CandidateId = z.infer<typeof CandidateId>
export const ApplicationId = id<'ApplicationId'>()
export type ApplicationId = z.infer<typeof ApplicationId>
export const ResumeId = id<'ResumeId'>()
export type ResumeId = z.infer<typeof ResumeId>
export const NoteId = id<'NoteId'>()
export type NoteId = z.infer<typeof NoteId>
export const BoardViewId = id<'BoardViewId'>()
export type BoardViewId = z.infer<typeof BoardViewId>
export const InvitationId = id<'InvitationId'>()
export type InvitationId = z.infer<typeof InvitationId>
export const TokenId = id<'TokenId'>()
export type TokenId = z.infer<typeof TokenId>
export const EngagementId = id<'EngagementId'>()
export type EngagementId = z.infer<typeof EngagementId>
export const ConversationId = id<'ConversationId'>()
export type ConversationId = z.infer<typeof ConversationId>
export const MessageId = id<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>
export const AttachmentId = id<'AttachmentId'>()
export type AttachmentId = z.infer<typeof AttachmentId>
/** Kind and key, such as `posting:{jobId}`. */
export const DocumentId = z.string().min(1).max(200).brand<'DocumentId'>()
export type DocumentId = z.infer<typeof DocumentId>
export const VersionId = id<'VersionId'>()
export type VersionId = z.infer<typeof VersionId>
export const CommentId = id<'CommentId'>()
export type CommentId = z.infer<typeof CommentId>
export const SuggestionId = id<'SuggestionId'>()
export type SuggestionId = z.infer<typeof SuggestionId>
export const DecisionId = id<'DecisionId'>()
export type DecisionId = z.infer<typeof DecisionId>
export const ReminderId = id<'ReminderId'>()
export type ReminderId = z.infer<typeof ReminderId>
export const NotificationId = id<'NotificationId'>()
export type NotificationId = z.infer<typeof NotificationId>
export const WebhookId = id<'WebhookId'>()
export type WebhookId = z.infer<typeof WebhookId>
export const DeliveryId = id<'DeliveryId'>()
export type DeliveryId = z.infer<typeof DeliveryId>
export const ResponseId = id<'ResponseId'>()
export type ResponseId = z.infer<typeof ResponseId>
export const FeedbackId = id<'FeedbackId'>()
export type FeedbackId = z.infer<typeof FeedbackId>
export const ReportRunId = id<'ReportRunId'>()
export type ReportRunId = z.infer<typeof ReportRunId>
export const SavedReportId = id<'SavedReportId'>()
export type SavedReportId = z.infer<typeof SavedReportId>
export const ReportSendingId = id<'ReportSendingId'>()
export type ReportSendingId = z.infer<typeof ReportSendingId>
export const ImportId = id<'ImportId'>()
export type ImportId = z.infer<typeof ImportId>
export const ArchiveId = id<'ArchiveId'>()
export type ArchiveId = z.infer<typeof ArchiveId>
export const InterviewId = id<'InterviewId'>()
export type InterviewId = z.infer<typeof InterviewId>
export const RoomId = id<'RoomId'>()
export type RoomId = z.infer<typeof RoomId>
/** Of a calendar elsewhere that counts as busy time. */
export const ExternalCalendarId = id<'ExternalCalendarId'>()
export type ExternalCalendarId = z.infer<typeof ExternalCalendarId>
