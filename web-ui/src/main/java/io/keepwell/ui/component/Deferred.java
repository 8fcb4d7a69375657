package io.keepwell.ui.component;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.keepwell.core.metric.InvalidQueryException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The place of something that takes a moment to find out. Shows that it is coming, then what came, or why nothing
/// did; the rest of the screen doesn't wait for it.
///
/// What came is pushed. A push can get lost on the way, where a connection was cut or a tab lay in the background, and
/// nothing tells; so while anything is awaited the browser asks for it as well, every two seconds.
public final class Deferred extends Div {
    private static final Logger LOG = LoggerFactory.getLogger(Deferred.class);

    private static final int POLL_MILLIS = 2_000;
    private static final int NEVER = -1;

    /// How many answers a screen waits for.
    private record Awaited(int count) {}

    private transient Consumer<UI> work;

    /// @param className of the place: `kw-skeleton-` looks keep it as large as what will come
    /// @param ask runs on a thread of its own and must not touch the screen
    /// @param show makes what is shown of the answer
    public <T> Deferred(String className, Supplier<T> ask, Function<T, Component> show) {
        work = working(ask, show);
        addClassNames("kw-deferred", className);
    }

    /// Asks for something else in the same place. What is shown there stays until the answer has come.
    public <T> void instead(Supplier<T> ask, Function<T, Component> show) {
        work = working(ask, show);
        getUI().ifPresent(this::begin);
    }

    private <T> Consumer<UI> working(Supplier<T> ask, Function<T, Component> show) {
        return new Consumer<>() {
            @Override
            public void accept(UI ui) {
                finish(ui, this, answer(ask, show));
            }
        };
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        if (event.isInitialAttach()) {
            begin(event.getUI());
        }
    }

    private void begin(UI ui) {
        getElement().setAttribute("aria-busy", "true");
        await(ui, 1);
        Consumer<UI> asked = work;
        Thread.ofVirtual().name("deferred").start(() -> asked.accept(ui));
    }

    private <T> Supplier<Component> answer(Supplier<T> ask, Function<T, Component> show) {
        try {
            T answer = ask.get();
            return () -> show.apply(answer);
        } catch (InvalidQueryException bad) {
            return () -> Notice.problem(String.valueOf(bad.getMessage()));
        } catch (Throwable failure) {
            // Errors too: this thread ends here, and a place that waits for ever says nothing.
            LOG.error("event=deferred_failed", failure);
            return () -> Notice.problem("This could not be loaded.", again());
        }
    }

    private Button again() {
        Button again = new Button("Try again", _ -> {
            removeAll();
            getUI().ifPresent(this::begin);
        });
        again.addThemeVariants(ButtonVariant.SMALL);
        return again;
    }

    /// Changes how many answers the screen waits for. The message that ends the asking may itself get lost: then the
    /// browser goes on until it has got what it missed.
    private static void await(UI ui, int more) {
        Awaited before = ComponentUtil.getData(ui, Awaited.class);
        Awaited now = new Awaited((before == null ? 0 : before.count()) + more);
        ComponentUtil.setData(ui, Awaited.class, now);
        ui.setPollInterval(now.count() == 0 ? NEVER : POLL_MILLIS);
    }

    /// @param asked shows nothing where something else was asked for meanwhile
    private void finish(UI ui, Consumer<UI> asked, Supplier<Component> shown) {
        try {
            var _ = ui.access(() -> {
                await(ui, -1);
                if (!asked.equals(work)) {
                    return;
                }
                // Set and not removed: a browser that has lost messages is reported what is, not what no longer is.
                getElement().setAttribute("aria-busy", "false");
                removeAll();
                add(shown.get());
            });
        } catch (UIDetachedException gone) {
            LOG.debug("event=deferred_too_late");
        }
    }
}
