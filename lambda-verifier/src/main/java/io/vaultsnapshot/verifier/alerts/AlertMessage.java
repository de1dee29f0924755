package io.vaultsnapshot.verifier.alerts;

/**
 * An alert as a person reads it on a phone: what is wrong, since when, what would be lost, what to do now; then the rest.
 *
 * @param subject one line that stands alone: ASCII and at most {@value #SUBJECT_LIMIT} characters, as SNS wants it
 * @param body the message
 */
public record AlertMessage(String subject, String body) {
    /** SNS's own limit of a subject. */
    public static final int SUBJECT_LIMIT = 100;

    private static final String CUT = "...";

    /** Cuts the subject to the limit. */
    public AlertMessage {
        subject =
                subject.length() <= SUBJECT_LIMIT ? subject : subject.substring(0, SUBJECT_LIMIT - CUT.length()) + CUT;
    }

    /** Returns the message for one alert or for a group. */
    public static AlertMessage of(AlertGroup group, AlertLinks links) {
        if (group.first().selfTest()) {
            return SelfTestWording.message(group.first(), links);
        }
        return group.isSingle() ? SingleWording.message(group.first(), links) : GroupWording.message(group, links);
    }
}
