package io.keepwell.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletService;
import io.micronaut.context.ApplicationContext;
import java.util.Objects;
import java.util.stream.Stream;

/// Lets screens be beans: whatever the framework makes is asked of the application context first.
public final class ContextInstantiatorFactory implements InstantiatorFactory {
    @Override
    public Instantiator createInstantitor(VaadinService service) {
        Object context = ((VaadinServletService) service)
                .getServlet()
                .getServletContext()
                .getAttribute(ApplicationContext.class.getName());
        return new ContextInstantiator(service, (ApplicationContext) Objects.requireNonNull(context));
    }

    private static final class ContextInstantiator extends DefaultInstantiator {
        private final transient ApplicationContext context;

        ContextInstantiator(VaadinService service, ApplicationContext context) {
            super(service);
            this.context = context;
        }

        @Override
        public <T> T getOrCreate(Class<T> type) {
            return context.containsBean(type) ? context.getBean(type) : super.getOrCreate(type);
        }

        @Override
        public <T extends Component> T createComponent(Class<T> type) {
            return context.containsBean(type) ? context.getBean(type) : super.createComponent(type);
        }

        @Override
        public Stream<VaadinServiceInitListener> getServiceInitListeners() {
            return Stream.concat(
                    super.getServiceInitListeners(), context.getBeansOfType(VaadinServiceInitListener.class).stream());
        }
    }
}
