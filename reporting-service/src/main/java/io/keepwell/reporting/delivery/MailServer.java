package io.keepwell.reporting.delivery;

import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.RunContent;
import io.keepwell.reporting.delivery.MailConfiguration.Encryption;
import jakarta.inject.Singleton;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/// Hands single mails to the mail server by SMTP.
@Singleton
final class MailServer {
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
        properties.setProperty("mail.smtp.auth", Boolean.toString(!configuration.user().isEmpty()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(configuration.tls() == Encryption.IMPLICIT));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(configuration.tls() == Encryption.STARTTLS));
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
        } catch (MessagingException | java.io.UnsupportedEncodingException failure) {
            return new Handover.NotNow("The mail could not be put together: " + oneLine(failure));
        }
        return send(mail);
    }

    private Handover send(Mail mail) {
        try (Transport transport = session.getTransport()) {
            transport.connect(
                    configuration.host(),
                    configuration.port(),
                    configuration.user().isEmpty() ? null : configuration.user(),
                    configuration.password());
            return send(transport, mail);
        } catch (AuthenticationFailedException failure) {
            return new Handover.NotNow("The mail server doesn't let us sign in: " + oneLine(failure));
        } catch (MessagingException failure) {
            // Only connecting or closing can fail here, and closing comes after the answer.
            return mail.accepted()
                    ? new Handover.Accepted()
                    : new Handover.NotNow("The mail server can't be reached: " + oneLine(failure));
        }
    }

    private static Handover send(Transport transport, Mail mail) throws MessagingException {
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
            mail.markAccepted();
            return new Handover.Accepted();
        } catch (MessagingException failure) {
            Optional<Integer> code = answer(failure);
            if (code.isPresent()) {
                String problem = "The mail server answered: " + oneLine(failure);
                return code.get() >= FIRST_PERMANENT ? new Handover.Refused(problem) : new Handover.NotNow(problem);
            }
            return mail.saidAll()
                    ? new Handover.Unknown("The mail server took all and didn't answer: " + oneLine(failure))
                    : new Handover.NotNow("The mail server broke off: " + oneLine(failure));
        }
    }

    /// The server's reply code, the one about the recipient before the one about the mail; empty where it gave none.
    private static Optional<Integer> answer(MessagingException failure) {
        Optional<Integer> code = Optional.empty();
        for (Exception each = failure; each instanceof MessagingException one; each = one.getNextException()) {
            Optional<Integer> own = switch (each) {
                case SMTPAddressFailedException address -> Optional.of(address.getReturnCode());
                case SMTPSenderFailedException sender -> Optional.of(sender.getReturnCode());
                case SMTPSendFailedException send -> Optional.of(send.getReturnCode());
                default -> Optional.<Integer>empty();
            };
            code = own.filter(known -> known >= 400).or(() -> Optional.<Integer>empty()).or(code::stream0);
        }
        return code;
    }
}
