package io.carillon.samples.briefing;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The demo's own settings. The folders are texts because Spring looks for a relative {@code Path}
 * inside the web server's folder first, where {@code .} always is.
 *
 * @param data the folder of the database
 * @param drop the folder that is watched for files
 * @param repository a folder inside the git clone that the briefing is about
 * @param reminderAfter how long after its first start the demo sends its reminder
 */
@ConfigurationProperties("briefing")
record BriefingSettings(String data, String drop, String repository, Duration reminderAfter) {

  Path dataFolder() {
    return Path.of(data).toAbsolutePath().normalize();
  }

  Path dropFolder() {
    return Path.of(drop).toAbsolutePath().normalize();
  }

  Path repositoryFolder() {
    return Path.of(repository).toAbsolutePath().normalize();
  }
}
