package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class DeferredTest {
    /// A push may get lost, and the browser may have no other reason to ask.
    @Test
    void browser_asks_by_itself_as_long_as_an_answer_is_awaited() {
        UI ui = new UI();
        CountDownLatch answered = new CountDownLatch(1);
        assertThat(ui.getPollInterval()).isEqualTo(-1);

        ui.add(new Deferred("kw-skeleton-line", () -> after(answered), Span::new));

        assertThat(ui.getPollInterval()).isEqualTo(2_000);
        answered.countDown();
    }

    private static String after(CountDownLatch answered) {
        try {
            answered.await();
            return "here";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "not here";
        }
    }
}
