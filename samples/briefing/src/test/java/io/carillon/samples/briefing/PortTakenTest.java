package io.carillon.samples.briefing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;

@ExtendWith(OutputCaptureExtension.class)
class PortTakenTest {

  @TempDir Path folder;

  @Test
  void aTakenPortIsNamedWithWhatToType(CapturedOutput output) throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> RunningDemo.in(folder, "--server.port=" + port).close())
          .hasRootCauseInstanceOf(BindException.class)
          .hasCauseInstanceOf(PortInUseException.class);

      assertThat(output)
          .contains("Port " + port + " is taken, perhaps by a demo that still runs.")
          .contains("write PORT=" + (port + 1) + " before the command");
    }
  }
}
