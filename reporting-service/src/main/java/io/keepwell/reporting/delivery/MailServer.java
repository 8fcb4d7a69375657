package io.keepwell.reporting.delivery;

import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.reporting.delivery.MailConfiguration.Encryption;
import jakarta.inject.Singleton;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands single mails to the mail server by SMTP.
@Singleton
final class MailServer {
    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);
    private static final int FIRST_TEMPORARY = 400;
    private static final int FIRST_PERMANENT = 500;

    private final MailConfiguration configuration;
    private final Session session;
    private final Clock clock;

    MailServer(MailConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.session = Session.getInstance(properties(configuration));
        this.clock = clock;
    }

    private static Properties properties(MailConfiguration configuration) {
        String millis = Long.toString(configuration.timeout().toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(!configuration.user().isEmpty()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(configuration.tls() == Encryption.IMPLICIT));
        properties.setProperty(
                "mail.smtp.starttls.enable", Boolean.toString(configuration.tls() == Encryption.STARTTLS));
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(configuration.tls() == Encryption.STARTTLS));
        // The server's answer to QUIT isn't waited for: by then the mail is accepted or not.
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    /// Sends what was rendered to one recipient, under an id that is the same each time.
    Handover hand(RunContent content, MailAddress recipient, String messageId) {
        if (configuration.host().isEmpty()) {
            return new Handover.NotNow("No mail server is set up: keepwell.mail.host is empty.");
        }
        Mail mail;
        try {
            InternetAddress from = new InternetAddress(configuration.from(), configuration.fromName(), "UTF-8");
            from.validate();
            mail = Mail.of(session, messageId, from, recipient, content, clock.instant());
        } catch (MessagingException | UnsupportedEncodingException failure) {
            return new Handover.NotNow("The mail could not be put together: " + oneLine(failure));
        }
        return send(mail);
    }

    private Handover send(Mail mail) {
        Transport transport;
        try {
            transport = session.getTransport();
            transport.connect(
                    configuration.host(),
                    configuration.port(),
                    configuration.user().isEmpty() ? null : configuration.user(),
                    // Without a user there must be no password either, or the library signs in as the system's user.
                    configuration.user().isEmpty() ? null : configuration.password());
        } catch (AuthenticationFailedException failure) {
            return new Handover.NotNow("The mail server doesn't let us sign in: " + oneLine(failure));
        } catch (MessagingException failure) {
            return new Handover.NotNow("The mail server can't be reached: " + oneLine(failure));
        }
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
            return new Handover.Accepted();
        } catch (MessagingException failure) {
            return judge(mail, failure);
        } finally {
            close(transport);
        }
    }

    private static Handover judge(Mail mail, MessagingException failure) {
        int answer = answer(failure);
        if (answer >= FIRST_PERMANENT) {
            return new Handover.Refused("The mail server answered: " + oneLine(failure));
        }
        if (answer >= FIRST_TEMPORARY) {
            return new Handover.NotNow("The mail server answered: " + oneLine(failure));
        }
        return mail.saidAll()
                ? new Handover.Unknown("The mail server was sent everything and didn't answer: " + oneLine(failure))
                : new Handover.NotNow("The mail server broke off: " + oneLine(failure));
    }

    /// The server's reply code, the one about the recipient rather than the one about the mail; 0 where it gave
    /// none.
    private static int answer(MessagingException failure) {
        int answer = 0;
        Exception each = failure;
        while (each instanceof MessagingException one) {
            int code = code(one);
            answer = code >= FIRST_TEMPORARY ? code : answer;
            each = one.getNextException();
        }
        return answer;
    }

    private static int code(MessagingException failure) {
        return switch (failure) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
        };
    }

    /// The answer is known by now: how the talk ends changes nothing.
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException failure) {
            LOG.debug("event=mail_close_failed problem={}", oneLine(failure));
        }
    }

    /// What the innermost failure says, without line breaks.
    private static String oneLine(Exception failure) {
        Throwable innermost = failure;
        while (innermost instanceof MessagingException one && one.getNextException() != null) {
            innermost = one.getNextException();
        }
        String message = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        return message.strip().replaceAll("\\s+", " ");
    }
}
